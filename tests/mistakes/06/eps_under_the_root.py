# points: 38
# hint: eps must be added after the root
# eps is added to v_hat.
# ruff: noqa: F821 - the names are those of the notebook

# %% adam-class
def direction(self, i, grad):
    if self.m_buffers[i] is None:
        self.m_buffers[i] = np.zeros_like(grad)
        self.v_buffers[i] = np.zeros_like(grad)
    t = self.update_counts[i]
    self.m_buffers[i] = self.beta1 * self.m_buffers[i] + (1 - self.beta1) * grad
    self.v_buffers[i] = self.beta2 * self.v_buffers[i] + (1 - self.beta2) * grad**2
    m_hat = self.m_buffers[i] / (1 - self.beta1**t)
    v_hat = self.v_buffers[i] / (1 - self.beta2**t)
    return m_hat / np.sqrt(v_hat + self.eps)
