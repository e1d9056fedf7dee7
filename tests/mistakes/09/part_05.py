# ruff: noqa: F811, F821 - the names are those of the notebook, and each mistake has its own

# ## fold_all_windows_at_once
# points: 58
# hint: The drawing: the middle must get 4 + 3 + 2 + 1, the corners 1, 2, 3 and 4.
# All windows are added to at once, and what meets is lost.

# %% fold
def fold(matrix, shape, kernel, stride):
    pictures = np.zeros(shape, dtype=np.float32)
    view = windows(pictures, kernel, stride, writeable=True)
    shares = matrix.reshape(*shape[:2], *kernel, *view.shape[2:4])
    view += shares.transpose(0, 1, 4, 5, 2, 3)
    return pictures

# ## fold_last_wins
# points: 58
# hint: The drawing: the middle must get 4 + 3 + 2 + 1, the corners 1, 2, 3 and 4.
# The last window replaces what others have added.

# %% fold
def fold(matrix, shape, kernel, stride):
    pictures = np.zeros(shape, dtype=np.float32)
    view = windows(pictures, kernel, stride, writeable=True)
    shares = matrix.reshape(*shape[:2], *kernel, *view.shape[2:4])
    for i, j in np.ndindex(*kernel):
        view[..., i, j] = shares[:, :, i, j]
    return pictures

# ## fold_kernel_transposed
# points: 58
# hint: The drawing: the middle must get 4 + 3 + 2 + 1, the corners 1, 2, 3 and 4.
# Row and column of the kernel change places.

# %% fold
def fold(matrix, shape, kernel, stride):
    pictures = np.zeros(shape, dtype=np.float32)
    view = windows(pictures, kernel, stride, writeable=True)
    shares = matrix.reshape(*shape[:2], kernel[1], kernel[0], *view.shape[2:4])
    for i, j in np.ndindex(*kernel):
        view[..., i, j] += shares[:, :, j, i]
    return pictures

# ## fold_turned
# points: 58
# hint: The drawing: the middle must get 4 + 3 + 2 + 1, the corners 1, 2, 3 and 4.
# The windows are turned round.

# %% fold
def fold(matrix, shape, kernel, stride):
    pictures = np.zeros(shape, dtype=np.float32)
    view = windows(pictures, kernel, stride, writeable=True)
    shares = matrix.reshape(*shape[:2], *kernel, *view.shape[2:4])
    for i, j in np.ndindex(*kernel):
        view[..., i, j] += shares[:, :, -1 - i, -1 - j]
    return pictures

# ## fold_stride_one
# points: 59
# hint: With stride 2 nothing meets, and the last row of five is in no window: it gets 0.
# The stride is not used.

# %% fold
def fold(matrix, shape, kernel, stride):
    pictures = np.zeros(shape, dtype=np.float32)
    rows, places = (output_size(*each) for each in zip(shape[2:], kernel, stride))
    view = windows(pictures, kernel, (1, 1), writeable=True)[:, :, :rows, :places]
    shares = matrix.reshape(*shape[:2], *kernel, *view.shape[2:4])
    for i, j in np.ndindex(*kernel):
        view[..., i, j] += shares[:, :, i, j]
    return pictures

# ## fold_mean
# points: 58
# hint: The drawing: the middle must get 4 + 3 + 2 + 1, the corners 1, 2, 3 and 4.
# What meets is averaged.

# %% fold
def fold(matrix, shape, kernel, stride):
    pictures = np.zeros(shape, dtype=np.float32)
    view = windows(pictures, kernel, stride, writeable=True)
    shares = matrix.reshape(*shape[:2], *kernel, *view.shape[2:4])
    for i, j in np.ndindex(*kernel):
        view[..., i, j] += shares[:, :, i, j]
    count = np.zeros(shape, dtype=np.float32)
    seen = windows(count, kernel, stride, writeable=True)
    for i, j in np.ndindex(*kernel):
        seen[..., i, j] += 1
    return pictures / np.maximum(count, 1)

# ## fold_ones
# points: 56
# hint: The drawing: the middle must get 4 + 3 + 2 + 1, the corners 1, 2, 3 and 4.
# Places in no window begin with one.

# %% fold
def fold(matrix, shape, kernel, stride):
    pictures = np.ones(shape, dtype=np.float32)
    view = windows(pictures, kernel, stride, writeable=True)
    shares = matrix.reshape(*shape[:2], *kernel, *view.shape[2:4])
    for i, j in np.ndindex(*kernel):
        view[..., i, j] += shares[:, :, i, j]
    return pictures

# ## fold_one_place_missing
# points: 58
# hint: The drawing: the middle must get 4 + 3 + 2 + 1, the corners 1, 2, 3 and 4.
# The last place of the kernel is forgotten.

# %% fold
def fold(matrix, shape, kernel, stride):
    pictures = np.zeros(shape, dtype=np.float32)
    view = windows(pictures, kernel, stride, writeable=True)
    shares = matrix.reshape(*shape[:2], *kernel, *view.shape[2:4])
    for i, j in list(np.ndindex(*kernel))[:-1]:
        view[..., i, j] += shares[:, :, i, j]
    return pictures

# ## fold_one_picture
# points: 58
# hint: Pictures
# Only the first picture gets its numbers.

# %% fold
def fold(matrix, shape, kernel, stride):
    pictures = np.zeros(shape, dtype=np.float32)
    view = windows(pictures, kernel, stride, writeable=True)
    shares = matrix.reshape(*shape[:2], *kernel, *view.shape[2:4])
    for i, j in np.ndindex(*kernel):
        view[:1, ..., i, j] += shares[:1, :, i, j]
    return pictures

# ## backward_weight_mean
# points: 62
# hint: x
# The gradient of the weight is averaged over the pictures.

# %% conv2d-backward
def apply(self, grad_output):
    x, weight, *bias = self.saved_tensors
    kernels, _, *kernel = weight.shape
    gradient = grad_output.reshape(len(x), kernels, grad_output.shape[2] * grad_output.shape[3])
    padded = pad_pictures(x.data, self.padding)
    grad_x = grad_weight = grad_bias = None
    if x.requires_grad:
        shares = weight.data.reshape(kernels, weight.size // kernels).T @ gradient
        grad_x = unpad_pictures(fold(shares, padded.shape, kernel, self.stride), self.padding)
    if weight.requires_grad:
        matrix = columns(padded, kernel, self.stride)
        grad_weight = (gradient @ matrix.transpose(0, 2, 1)).mean(axis=0).reshape(weight.shape)
    if bias and bias[0].requires_grad:
        grad_bias = grad_output.sum(axis=(0, 2, 3), dtype=np.float64).astype(np.float32)
    return (grad_x, grad_weight, grad_bias)[:len(self.saved_tensors)]

# ## backward_weight_first_picture
# points: 62
# hint: x
# The gradient of the weight is that of the first picture.

# %% conv2d-backward
def apply(self, grad_output):
    x, weight, *bias = self.saved_tensors
    kernels, _, *kernel = weight.shape
    gradient = grad_output.reshape(len(x), kernels, grad_output.shape[2] * grad_output.shape[3])
    padded = pad_pictures(x.data, self.padding)
    grad_x = grad_weight = grad_bias = None
    if x.requires_grad:
        shares = weight.data.reshape(kernels, weight.size // kernels).T @ gradient
        grad_x = unpad_pictures(fold(shares, padded.shape, kernel, self.stride), self.padding)
    if weight.requires_grad:
        matrix = columns(padded, kernel, self.stride)
        grad_weight = (gradient @ matrix.transpose(0, 2, 1))[0].reshape(weight.shape)
    if bias and bias[0].requires_grad:
        grad_bias = grad_output.sum(axis=(0, 2, 3), dtype=np.float64).astype(np.float32)
    return (grad_x, grad_weight, grad_bias)[:len(self.saved_tensors)]

# ## backward_weight_of_the_frameless
# points: 62
# hint: x
# The columns are those of the picture without its frame.

# %% conv2d-backward
def apply(self, grad_output):
    x, weight, *bias = self.saved_tensors
    kernels, _, *kernel = weight.shape
    gradient = grad_output.reshape(len(x), kernels, grad_output.shape[2] * grad_output.shape[3])
    padded = pad_pictures(x.data, self.padding)
    grad_x = grad_weight = grad_bias = None
    if x.requires_grad:
        shares = weight.data.reshape(kernels, weight.size // kernels).T @ gradient
        grad_x = unpad_pictures(fold(shares, padded.shape, kernel, self.stride), self.padding)
    if weight.requires_grad:
        matrix = np.zeros((len(x), weight.size // kernels, gradient.shape[2]), np.float32)
        inner = columns(x.data, kernel, self.stride)
        matrix[:, :, :inner.shape[2]] = inner
        grad_weight = (gradient @ matrix.transpose(0, 2, 1)).sum(axis=0).reshape(weight.shape)
    if bias and bias[0].requires_grad:
        grad_bias = grad_output.sum(axis=(0, 2, 3), dtype=np.float64).astype(np.float32)
    return (grad_x, grad_weight, grad_bias)[:len(self.saved_tensors)]

# ## backward_stride_forgotten
# points: 63
# hint: x
# The stride is forgotten in the columns.

# %% conv2d-backward
def apply(self, grad_output):
    x, weight, *bias = self.saved_tensors
    kernels, _, *kernel = weight.shape
    gradient = grad_output.reshape(len(x), kernels, grad_output.shape[2] * grad_output.shape[3])
    padded = pad_pictures(x.data, self.padding)
    grad_x = grad_weight = grad_bias = None
    if x.requires_grad:
        shares = weight.data.reshape(kernels, weight.size // kernels).T @ gradient
        grad_x = unpad_pictures(fold(shares, padded.shape, kernel, self.stride), self.padding)
    if weight.requires_grad:
        matrix = columns(padded, kernel, (1, 1))[:, :, :gradient.shape[2]]
        grad_weight = (gradient @ matrix.transpose(0, 2, 1)).sum(axis=0).reshape(weight.shape)
    if bias and bias[0].requires_grad:
        grad_bias = grad_output.sum(axis=(0, 2, 3), dtype=np.float64).astype(np.float32)
    return (grad_x, grad_weight, grad_bias)[:len(self.saved_tensors)]

# ## backward_x_with_frame
# points: 60
# hint: x
# The frame is not taken off.

# %% conv2d-backward
def apply(self, grad_output):
    x, weight, *bias = self.saved_tensors
    kernels, _, *kernel = weight.shape
    gradient = grad_output.reshape(len(x), kernels, grad_output.shape[2] * grad_output.shape[3])
    padded = pad_pictures(x.data, self.padding)
    grad_x = grad_weight = grad_bias = None
    if x.requires_grad:
        shares = weight.data.reshape(kernels, weight.size // kernels).T @ gradient
        grad_x = fold(shares, padded.shape, kernel, self.stride)
    if weight.requires_grad:
        matrix = columns(padded, kernel, self.stride)
        grad_weight = (gradient @ matrix.transpose(0, 2, 1)).sum(axis=0).reshape(weight.shape)
    if bias and bias[0].requires_grad:
        grad_bias = grad_output.sum(axis=(0, 2, 3), dtype=np.float64).astype(np.float32)
    return (grad_x, grad_weight, grad_bias)[:len(self.saved_tensors)]

# ## backward_x_shifted
# points: 62
# hint: x
# The frame is cut off below and to the right.

# %% conv2d-backward
def apply(self, grad_output):
    x, weight, *bias = self.saved_tensors
    kernels, _, *kernel = weight.shape
    gradient = grad_output.reshape(len(x), kernels, grad_output.shape[2] * grad_output.shape[3])
    padded = pad_pictures(x.data, self.padding)
    grad_x = grad_weight = grad_bias = None
    if x.requires_grad:
        shares = weight.data.reshape(kernels, weight.size // kernels).T @ gradient
        grad_x = fold(shares, padded.shape, kernel, self.stride)[:, :, :x.shape[2], :x.shape[3]]
    if weight.requires_grad:
        matrix = columns(padded, kernel, self.stride)
        grad_weight = (gradient @ matrix.transpose(0, 2, 1)).sum(axis=0).reshape(weight.shape)
    if bias and bias[0].requires_grad:
        grad_bias = grad_output.sum(axis=(0, 2, 3), dtype=np.float64).astype(np.float32)
    return (grad_x, grad_weight, grad_bias)[:len(self.saved_tensors)]

# ## backward_x_without_weight
# points: 60
# hint: x
# The gradient is folded without the weight.

# %% conv2d-backward
def apply(self, grad_output):
    x, weight, *bias = self.saved_tensors
    kernels, _, *kernel = weight.shape
    gradient = grad_output.reshape(len(x), kernels, grad_output.shape[2] * grad_output.shape[3])
    padded = pad_pictures(x.data, self.padding)
    grad_x = grad_weight = grad_bias = None
    if x.requires_grad:
        shares = np.ones_like(weight.data).reshape(kernels, weight.size // kernels).T @ gradient
        grad_x = unpad_pictures(fold(shares, padded.shape, kernel, self.stride), self.padding)
    if weight.requires_grad:
        matrix = columns(padded, kernel, self.stride)
        grad_weight = (gradient @ matrix.transpose(0, 2, 1)).sum(axis=0).reshape(weight.shape)
    if bias and bias[0].requires_grad:
        grad_bias = grad_output.sum(axis=(0, 2, 3), dtype=np.float64).astype(np.float32)
    return (grad_x, grad_weight, grad_bias)[:len(self.saved_tensors)]

# ## backward_x_missing
# points: 60
# hint: x
# x gets no gradient, so no layer before this one learns.

# %% conv2d-backward
def apply(self, grad_output):
    x, weight, *bias = self.saved_tensors
    kernels, _, *kernel = weight.shape
    gradient = grad_output.reshape(len(x), kernels, grad_output.shape[2] * grad_output.shape[3])
    padded = pad_pictures(x.data, self.padding)
    grad_x = grad_weight = grad_bias = None
    if False:
        shares = weight.data.reshape(kernels, weight.size // kernels).T @ gradient
        grad_x = unpad_pictures(fold(shares, padded.shape, kernel, self.stride), self.padding)
    if weight.requires_grad:
        matrix = columns(padded, kernel, self.stride)
        grad_weight = (gradient @ matrix.transpose(0, 2, 1)).sum(axis=0).reshape(weight.shape)
    if bias and bias[0].requires_grad:
        grad_bias = grad_output.sum(axis=(0, 2, 3), dtype=np.float64).astype(np.float32)
    return (grad_x, grad_weight, grad_bias)[:len(self.saved_tensors)]

# ## backward_x_always
# points: 63
# hint: x
# x gets a gradient whether it requires one or not.

# %% conv2d-backward
def apply(self, grad_output):
    x, weight, *bias = self.saved_tensors
    kernels, _, *kernel = weight.shape
    gradient = grad_output.reshape(len(x), kernels, grad_output.shape[2] * grad_output.shape[3])
    padded = pad_pictures(x.data, self.padding)
    grad_x = grad_weight = grad_bias = None
    if True:
        shares = weight.data.reshape(kernels, weight.size // kernels).T @ gradient
        grad_x = unpad_pictures(fold(shares, padded.shape, kernel, self.stride), self.padding)
    if weight.requires_grad:
        matrix = columns(padded, kernel, self.stride)
        grad_weight = (gradient @ matrix.transpose(0, 2, 1)).sum(axis=0).reshape(weight.shape)
    if bias and bias[0].requires_grad:
        grad_bias = grad_output.sum(axis=(0, 2, 3), dtype=np.float64).astype(np.float32)
    return (grad_x, grad_weight, grad_bias)[:len(self.saved_tensors)]

# ## backward_weight_always
# points: 63
# hint: x
# The weight gets a gradient whether it requires one or not.

# %% conv2d-backward
def apply(self, grad_output):
    x, weight, *bias = self.saved_tensors
    kernels, _, *kernel = weight.shape
    gradient = grad_output.reshape(len(x), kernels, grad_output.shape[2] * grad_output.shape[3])
    padded = pad_pictures(x.data, self.padding)
    grad_x = grad_weight = grad_bias = None
    if x.requires_grad:
        shares = weight.data.reshape(kernels, weight.size // kernels).T @ gradient
        grad_x = unpad_pictures(fold(shares, padded.shape, kernel, self.stride), self.padding)
    if True:
        matrix = columns(padded, kernel, self.stride)
        grad_weight = (gradient @ matrix.transpose(0, 2, 1)).sum(axis=0).reshape(weight.shape)
    if bias and bias[0].requires_grad:
        grad_bias = grad_output.sum(axis=(0, 2, 3), dtype=np.float64).astype(np.float32)
    return (grad_x, grad_weight, grad_bias)[:len(self.saved_tensors)]

# ## backward_bias_mean
# points: 62
# hint: x
# The gradient of the bias is averaged over the places.

# %% conv2d-backward
def apply(self, grad_output):
    x, weight, *bias = self.saved_tensors
    kernels, _, *kernel = weight.shape
    gradient = grad_output.reshape(len(x), kernels, grad_output.shape[2] * grad_output.shape[3])
    padded = pad_pictures(x.data, self.padding)
    grad_x = grad_weight = grad_bias = None
    if x.requires_grad:
        shares = weight.data.reshape(kernels, weight.size // kernels).T @ gradient
        grad_x = unpad_pictures(fold(shares, padded.shape, kernel, self.stride), self.padding)
    if weight.requires_grad:
        matrix = columns(padded, kernel, self.stride)
        grad_weight = (gradient @ matrix.transpose(0, 2, 1)).sum(axis=0).reshape(weight.shape)
    if bias and bias[0].requires_grad:
        grad_bias = grad_output.mean(axis=(0, 2, 3)).astype(np.float32)
    return (grad_x, grad_weight, grad_bias)[:len(self.saved_tensors)]

# ## backward_bias_pictures_only
# points: 62
# hint: x
# The gradient of the bias is summed over the pictures only.

# %% conv2d-backward
def apply(self, grad_output):
    x, weight, *bias = self.saved_tensors
    kernels, _, *kernel = weight.shape
    gradient = grad_output.reshape(len(x), kernels, grad_output.shape[2] * grad_output.shape[3])
    padded = pad_pictures(x.data, self.padding)
    grad_x = grad_weight = grad_bias = None
    if x.requires_grad:
        shares = weight.data.reshape(kernels, weight.size // kernels).T @ gradient
        grad_x = unpad_pictures(fold(shares, padded.shape, kernel, self.stride), self.padding)
    if weight.requires_grad:
        matrix = columns(padded, kernel, self.stride)
        grad_weight = (gradient @ matrix.transpose(0, 2, 1)).sum(axis=0).reshape(weight.shape)
    if bias and bias[0].requires_grad:
        grad_bias = grad_output.sum(axis=0)[:, 0, 0].astype(np.float32)
    return (grad_x, grad_weight, grad_bias)[:len(self.saved_tensors)]

# ## backward_bias_always
# points: 63
# hint: x
# The bias gets a gradient whether it requires one or not.

# %% conv2d-backward
def apply(self, grad_output):
    x, weight, *bias = self.saved_tensors
    kernels, _, *kernel = weight.shape
    gradient = grad_output.reshape(len(x), kernels, grad_output.shape[2] * grad_output.shape[3])
    padded = pad_pictures(x.data, self.padding)
    grad_x = grad_weight = grad_bias = None
    if x.requires_grad:
        shares = weight.data.reshape(kernels, weight.size // kernels).T @ gradient
        grad_x = unpad_pictures(fold(shares, padded.shape, kernel, self.stride), self.padding)
    if weight.requires_grad:
        matrix = columns(padded, kernel, self.stride)
        grad_weight = (gradient @ matrix.transpose(0, 2, 1)).sum(axis=0).reshape(weight.shape)
    if bias:
        grad_bias = grad_output.sum(axis=(0, 2, 3), dtype=np.float64).astype(np.float32)
    return (grad_x, grad_weight, grad_bias)[:len(self.saved_tensors)]

# ## backward_bias_for_granted
# points: 62
# hint: x
# A gradient for a bias is returned, also where there is none.

# %% conv2d-backward
def apply(self, grad_output):
    x, weight, *bias = self.saved_tensors
    kernels, _, *kernel = weight.shape
    gradient = grad_output.reshape(len(x), kernels, grad_output.shape[2] * grad_output.shape[3])
    padded = pad_pictures(x.data, self.padding)
    grad_x = grad_weight = grad_bias = None
    if x.requires_grad:
        shares = weight.data.reshape(kernels, weight.size // kernels).T @ gradient
        grad_x = unpad_pictures(fold(shares, padded.shape, kernel, self.stride), self.padding)
    if weight.requires_grad:
        matrix = columns(padded, kernel, self.stride)
        grad_weight = (gradient @ matrix.transpose(0, 2, 1)).sum(axis=0).reshape(weight.shape)
    if not bias or bias[0].requires_grad:
        grad_bias = grad_output.sum(axis=(0, 2, 3), dtype=np.float64).astype(np.float32)
    return (grad_x, grad_weight, grad_bias)

# ## backward_in_place
# points: 63
# hint: x
# The incoming gradient is written to.

# %% conv2d-backward
def apply(self, grad_output):
    x, weight, *bias = self.saved_tensors
    kernels, _, *kernel = weight.shape
    gradient = grad_output.reshape(len(x), kernels, grad_output.shape[2] * grad_output.shape[3])
    grad_output *= 1
    padded = pad_pictures(x.data, self.padding)
    grad_x = grad_weight = grad_bias = None
    if x.requires_grad:
        shares = weight.data.reshape(kernels, weight.size // kernels).T @ gradient
        grad_x = unpad_pictures(fold(shares, padded.shape, kernel, self.stride), self.padding)
    if weight.requires_grad:
        matrix = columns(padded, kernel, self.stride)
        grad_weight = (gradient @ matrix.transpose(0, 2, 1)).sum(axis=0).reshape(weight.shape)
    if bias and bias[0].requires_grad:
        grad_bias = grad_output.sum(axis=(0, 2, 3), dtype=np.float64).astype(np.float32)
    return (grad_x, grad_weight, grad_bias)[:len(self.saved_tensors)]

# ## backward_by_strides
# points: 63
# hint: x
# The gradient is read as if it lay in order in memory.

# %% conv2d-backward
def apply(self, grad_output):
    x, weight, *bias = self.saved_tensors
    kernels, _, *kernel = weight.shape
    gradient = grad_output.ravel(order='K').reshape(len(x), kernels, grad_output.shape[2] * grad_output.shape[3])
    padded = pad_pictures(x.data, self.padding)
    grad_x = grad_weight = grad_bias = None
    if x.requires_grad:
        shares = weight.data.reshape(kernels, weight.size // kernels).T @ gradient
        grad_x = unpad_pictures(fold(shares, padded.shape, kernel, self.stride), self.padding)
    if weight.requires_grad:
        matrix = columns(padded, kernel, self.stride)
        grad_weight = (gradient @ matrix.transpose(0, 2, 1)).sum(axis=0).reshape(weight.shape)
    if bias and bias[0].requires_grad:
        grad_bias = grad_output.sum(axis=(0, 2, 3), dtype=np.float64).astype(np.float32)
    return (grad_x, grad_weight, grad_bias)[:len(self.saved_tensors)]

# ## backward_absolute
# points: 60
# hint: x
# The sign of the gradient of the weight is lost.

# %% conv2d-backward
def apply(self, grad_output):
    x, weight, *bias = self.saved_tensors
    kernels, _, *kernel = weight.shape
    gradient = grad_output.reshape(len(x), kernels, grad_output.shape[2] * grad_output.shape[3])
    padded = pad_pictures(x.data, self.padding)
    grad_x = grad_weight = grad_bias = None
    if x.requires_grad:
        shares = weight.data.reshape(kernels, weight.size // kernels).T @ gradient
        grad_x = unpad_pictures(fold(shares, padded.shape, kernel, self.stride), self.padding)
    if weight.requires_grad:
        matrix = columns(padded, kernel, self.stride)
        grad_weight = (gradient @ matrix.transpose(0, 2, 1)).sum(axis=0).reshape(weight.shape).__abs__()
    if bias and bias[0].requires_grad:
        grad_bias = grad_output.sum(axis=(0, 2, 3), dtype=np.float64).astype(np.float32)
    return (grad_x, grad_weight, grad_bias)[:len(self.saved_tensors)]

# ## backward_clipped
# points: 63
# hint: x
# Large gradients are cut off.

# %% conv2d-backward
def apply(self, grad_output):
    x, weight, *bias = self.saved_tensors
    kernels, _, *kernel = weight.shape
    gradient = grad_output.reshape(len(x), kernels, grad_output.shape[2] * grad_output.shape[3])
    gradient = np.clip(gradient, -10, 10)
    padded = pad_pictures(x.data, self.padding)
    grad_x = grad_weight = grad_bias = None
    if x.requires_grad:
        shares = weight.data.reshape(kernels, weight.size // kernels).T @ gradient
        grad_x = unpad_pictures(fold(shares, padded.shape, kernel, self.stride), self.padding)
    if weight.requires_grad:
        matrix = columns(padded, kernel, self.stride)
        grad_weight = (gradient @ matrix.transpose(0, 2, 1)).sum(axis=0).reshape(weight.shape)
    if bias and bias[0].requires_grad:
        grad_bias = grad_output.sum(axis=(0, 2, 3), dtype=np.float64).astype(np.float32)
    return (grad_x, grad_weight, grad_bias)[:len(self.saved_tensors)]

# ## backward_list
# points: 60
# hint: x
# The gradients come back as a list.

# %% conv2d-backward
def apply(self, grad_output):
    x, weight, *bias = self.saved_tensors
    kernels, _, *kernel = weight.shape
    gradient = grad_output.reshape(len(x), kernels, grad_output.shape[2] * grad_output.shape[3])
    padded = pad_pictures(x.data, self.padding)
    grad_x = grad_weight = grad_bias = None
    if x.requires_grad:
        shares = weight.data.reshape(kernels, weight.size // kernels).T @ gradient
        grad_x = unpad_pictures(fold(shares, padded.shape, kernel, self.stride), self.padding)
    if weight.requires_grad:
        matrix = columns(padded, kernel, self.stride)
        grad_weight = (gradient @ matrix.transpose(0, 2, 1)).sum(axis=0).reshape(weight.shape)
    if bias and bias[0].requires_grad:
        grad_bias = grad_output.sum(axis=(0, 2, 3), dtype=np.float64).astype(np.float32)
    return [grad_x, grad_weight, grad_bias][:len(self.saved_tensors)]

# ## backward_computes_everything
# points: 63
# hint: For an x that requires no gradient nothing must be computed
# All three gradients are computed, and thrown away where none is required.

# %% conv2d-backward
def apply(self, grad_output):
    x, weight, *bias = self.saved_tensors
    O, C, *kernel = weight.shape
    kernel = tuple(kernel)
    g = grad_output.reshape(len(grad_output), O, -1)
    padded = pad_pictures(x.data, self.padding)
    matrix = columns(padded, kernel, self.stride)
    spread = weight.data.reshape(O, -1).T @ g
    all_three = (unpad_pictures(fold(spread, padded.shape, kernel, self.stride), self.padding),
                 (g @ matrix.transpose(0, 2, 1)).sum(axis=0).reshape(weight.shape), g.sum(axis=(0, 2)))
    return tuple(each if t.requires_grad else None for each, t in zip(all_three, self.saved_tensors))
