# ruff: noqa: F811, F821 - the names are those of the notebook, and each mistake has its own

# ## max_frame_of_zeros
# points: 63
# hint: The frame must never win, also where all numbers are negative.
# The frame is filled with zeros, which win against negative numbers.

# %% max-pool
def forward(self, x):
    view = self.padded_windows(x, 0.0)
    return make_result(view.max(axis=(4, 5)), x)

# ## max_mean
# points: 61
# hint: The windows side by side have the maxima 5, -1, -6 and 7.
# The mean is taken.

# %% max-pool
def forward(self, x):
    view = self.padded_windows(x, -np.inf)
    return make_result(view.mean(axis=(4, 5)), x)

# ## max_smallest
# points: 63
# hint: The windows side by side have the maxima 5, -1, -6 and 7.
# The smallest number is taken.

# %% max-pool
def forward(self, x):
    view = self.padded_windows(x, np.inf)
    return make_result(view.min(axis=(4, 5)), x)

# ## max_of_sizes
# points: 63
# hint: The windows side by side have the maxima 5, -1, -6 and 7.
# The largest number is taken without its sign.

# %% max-pool
def forward(self, x):
    view = self.padded_windows(x, -np.inf)
    return make_result(np.abs(np.where(np.isinf(view), 0, view)).max(axis=(4, 5)), x)

# ## max_over_channels
# points: 64
# hint: Kernel
# All channels of a window are compared.

# %% max-pool
def forward(self, x):
    view = self.padded_windows(x, -np.inf)
    return make_result(np.broadcast_to(view.max(axis=(1, 4, 5), keepdims=True)[..., 0, 0], view.shape[:4]).copy(), x)

# ## max_rows_only
# points: 62
# hint: The windows side by side have the maxima 5, -1, -6 and 7.
# Only the first column of a window is looked at.

# %% max-pool
def forward(self, x):
    view = self.padded_windows(x, -np.inf)
    return make_result(view[..., 0].max(axis=4), x)

# ## max_no_negative
# points: 63
# hint: The windows side by side have the maxima 5, -1, -6 and 7.
# Negative numbers become zero.

# %% max-pool
def forward(self, x):
    view = self.padded_windows(x, -np.inf)
    return make_result(view.max(axis=(4, 5), initial=0), x)

# ## max_nan_skipped
# points: 69
# hint: MaxPool2d((2, 2),
# nan is skipped.

# %% max-pool
def forward(self, x):
    view = self.padded_windows(x, -np.inf)
    return make_result(np.fmax.reduce(view, axis=(4, 5)), x)

# ## max_gradient_always
# points: 69
# hint: MaxPool2d((2, 2),
# The result always requires a gradient.

# %% max-pool
def forward(self, x):
    view = self.padded_windows(x, -np.inf)
    return Tensor(view.max(axis=(4, 5)), requires_grad=True)

# ## max_view
# points: 69
# hint: MaxPool2d((1, 1),
# For windows of one number, the result is the memory of the picture.

# %% max-pool
def forward(self, x):
    view = self.padded_windows(x, -np.inf)
    return make_result(view[..., 0, 0] if self.kernel_size == (1, 1) else view.max(axis=(4, 5)), x)

# ## max_by_loops
# points: 67
# hint: No loop over pictures, rows or columns: take the maximum of all windows at once.
# A loop goes through all places.

# %% max-pool
def forward(self, x):
    view = self.padded_windows(x, -np.inf)
    y = np.zeros(view.shape[:4], dtype=np.float32)
    for b, c, row, column in np.ndindex(*y.shape):
        y[b, c, row, column] = view[b, c, row, column].max()
    return make_result(y, x)

# ## max_backward_all_winners
# points: 66
# hint: Of the window [[0, 2], [2, 0]] the first largest number, row by row, gets all of it.
# All equally large numbers get the whole gradient.

# %% max-pool-backward
def apply(self, grad_output):
    (x,) = self.saved_tensors
    padded = pad_pictures(x.data, self.padding, -np.inf)
    gradient = np.zeros_like(padded)
    numbers, shares = (windows(each, self.kernel_size, self.stride, each is gradient) for each in (padded, gradient))
    looking = np.ones(grad_output.shape, dtype=bool)
    for i, j in np.ndindex(*self.kernel_size):
        wins = looking & (numbers[..., i, j] == self.result)
        shares[..., i, j] += wins * grad_output
    return (unpad_pictures(gradient, self.padding),)

# ## max_backward_shared
# points: 66
# hint: Of the window [[0, 2], [2, 0]] the first largest number, row by row, gets all of it.
# Equally large numbers share the gradient.

# %% max-pool-backward
def apply(self, grad_output):
    (x,) = self.saved_tensors
    padded = pad_pictures(x.data, self.padding, -np.inf)
    gradient = np.zeros_like(padded)
    numbers, shares = (windows(each, self.kernel_size, self.stride, each is gradient) for each in (padded, gradient))
    looking = np.ones(grad_output.shape, dtype=bool)
    for i, j in np.ndindex(*self.kernel_size):
        wins = looking & (numbers[..., i, j] == self.result)
        shares[..., i, j] += wins * grad_output / (numbers == self.result[..., None, None]).sum(axis=(4, 5))
    return (unpad_pictures(gradient, self.padding),)

# ## max_backward_last_winner
# points: 66
# hint: Of the window [[0, 2], [2, 0]] the first largest number, row by row, gets all of it.
# The last of equally large numbers gets the gradient.

# %% max-pool-backward
def apply(self, grad_output):
    (x,) = self.saved_tensors
    padded = pad_pictures(x.data, self.padding, -np.inf)
    gradient = np.zeros_like(padded)
    numbers, shares = (windows(each, self.kernel_size, self.stride, each is gradient) for each in (padded, gradient))
    looking = np.ones(grad_output.shape, dtype=bool)
    for i, j in list(np.ndindex(*self.kernel_size))[::-1]:
        wins = looking & (numbers[..., i, j] == self.result)
        shares[..., i, j] += wins * grad_output
        looking &= ~wins
    return (unpad_pictures(gradient, self.padding),)

# ## max_backward_column_by_column
# points: 66
# hint: Of the window [[0, 2], [2, 0]] the first largest number, row by row, gets all of it.
# The first is looked for column by column.

# %% max-pool-backward
def apply(self, grad_output):
    (x,) = self.saved_tensors
    padded = pad_pictures(x.data, self.padding, -np.inf)
    gradient = np.zeros_like(padded)
    numbers, shares = (windows(each, self.kernel_size, self.stride, each is gradient) for each in (padded, gradient))
    looking = np.ones(grad_output.shape, dtype=bool)
    for i, j in sorted(np.ndindex(*self.kernel_size), key=lambda place: place[::-1]):
        wins = looking & (numbers[..., i, j] == self.result)
        shares[..., i, j] += wins * grad_output
        looking &= ~wins
    return (unpad_pictures(gradient, self.padding),)

# ## max_backward_everywhere
# points: 66
# hint: Of the window [[1, 2], [3, -4]] the first largest number, row by row, gets all of it.
# Every number of the window gets the gradient.

# %% max-pool-backward
def apply(self, grad_output):
    (x,) = self.saved_tensors
    padded = pad_pictures(x.data, self.padding, -np.inf)
    gradient = np.zeros_like(padded)
    numbers, shares = (windows(each, self.kernel_size, self.stride, each is gradient) for each in (padded, gradient))
    looking = np.ones(grad_output.shape, dtype=bool)
    for i, j in np.ndindex(*self.kernel_size):
        wins = looking & (numbers[..., i, j] == self.result)
        shares[..., i, j] += grad_output
        looking &= ~wins
    return (unpad_pictures(gradient, self.padding),)

# ## max_backward_overlap_lost
# points: 66
# hint: Kernel
# A number that wins twice gets the last gradient only.

# %% max-pool-backward
def apply(self, grad_output):
    (x,) = self.saved_tensors
    padded = pad_pictures(x.data, self.padding, -np.inf)
    gradient = np.zeros_like(padded)
    numbers, shares = (windows(each, self.kernel_size, self.stride, each is gradient) for each in (padded, gradient))
    looking = np.ones(grad_output.shape, dtype=bool)
    for i, j in np.ndindex(*self.kernel_size):
        wins = looking & (numbers[..., i, j] == self.result)
        shares[..., i, j] = np.where(wins, grad_output, shares[..., i, j])
        looking &= ~wins
    return (unpad_pictures(gradient, self.padding),)

# ## max_backward_frame_of_zeros
# points: 66
# hint: it wins against the frame, also if it is 0
# The frame takes part with zeros.

# %% max-pool-backward
def apply(self, grad_output):
    (x,) = self.saved_tensors
    padded = pad_pictures(x.data, self.padding, 0.0)
    gradient = np.zeros_like(padded)
    numbers, shares = (windows(each, self.kernel_size, self.stride, each is gradient) for each in (padded, gradient))
    looking = np.ones(grad_output.shape, dtype=bool)
    for i, j in np.ndindex(*self.kernel_size):
        wins = looking & (numbers[..., i, j] == self.result)
        shares[..., i, j] += wins * grad_output
        looking &= ~wins
    return (unpad_pictures(gradient, self.padding),)

# ## max_backward_with_frame
# points: 66
# hint: A padded MaxPool2d must work
# The frame is not taken off.

# %% max-pool-backward
def apply(self, grad_output):
    (x,) = self.saved_tensors
    padded = pad_pictures(x.data, self.padding, -np.inf)
    gradient = np.zeros_like(padded)
    numbers, shares = (windows(each, self.kernel_size, self.stride, each is gradient) for each in (padded, gradient))
    looking = np.ones(grad_output.shape, dtype=bool)
    for i, j in np.ndindex(*self.kernel_size):
        wins = looking & (numbers[..., i, j] == self.result)
        shares[..., i, j] += wins * grad_output
        looking &= ~wins
    return (gradient,)

# ## max_backward_side_by_side
# points: 66
# hint: Kernel
# Windows are taken to lie side by side.

# %% max-pool-backward
def apply(self, grad_output):
    (x,) = self.saved_tensors
    padded = pad_pictures(x.data, self.padding, -np.inf)
    gradient = np.zeros_like(padded)
    rows, places = grad_output.shape[2:]
    numbers, shares = (windows(each, self.kernel_size, self.kernel_size, each is gradient)[:, :, :rows, :places]
                       for each in (padded, gradient))
    looking = np.ones(grad_output.shape, dtype=bool)
    for i, j in np.ndindex(*self.kernel_size):
        wins = looking & (numbers[..., i, j] == self.result)
        shares[..., i, j] += wins * grad_output
        looking &= ~wins
    return (unpad_pictures(gradient, self.padding),)

# ## max_backward_sign
# points: 64
# hint: Of the window [[1, 2], [3, -4]] the first largest number, row by row, gets all of it.
# Only the sign of the gradient gets through.

# %% max-pool-backward
def apply(self, grad_output):
    (x,) = self.saved_tensors
    padded = pad_pictures(x.data, self.padding, -np.inf)
    gradient = np.zeros_like(padded)
    numbers, shares = (windows(each, self.kernel_size, self.stride, each is gradient) for each in (padded, gradient))
    looking = np.ones(grad_output.shape, dtype=bool)
    for i, j in np.ndindex(*self.kernel_size):
        wins = looking & (numbers[..., i, j] == self.result)
        shares[..., i, j] += wins * np.sign(grad_output)
        looking &= ~wins
    return (unpad_pictures(gradient, self.padding),)

# ## max_backward_in_place
# points: 66
# hint: Kernel
# The incoming gradient is written to.

# %% max-pool-backward
def apply(self, grad_output):
    grad_output *= 1
    (x,) = self.saved_tensors
    padded = pad_pictures(x.data, self.padding, -np.inf)
    gradient = np.zeros_like(padded)
    numbers, shares = (windows(each, self.kernel_size, self.stride, each is gradient) for each in (padded, gradient))
    looking = np.ones(grad_output.shape, dtype=bool)
    for i, j in np.ndindex(*self.kernel_size):
        wins = looking & (numbers[..., i, j] == self.result)
        shares[..., i, j] += wins * grad_output
        looking &= ~wins
    return (unpad_pictures(gradient, self.padding),)

# ## max_backward_result_shifted
# points: 66
# hint: Kernel
# Winners are looked for in an array that is written to.

# %% max-pool-backward
def apply(self, grad_output):
    (x,) = self.saved_tensors
    padded = pad_pictures(x.data, self.padding, -np.inf)
    gradient = np.zeros_like(padded)
    numbers, shares = (windows(each, self.kernel_size, self.stride, each is gradient) for each in (padded, gradient))
    self.result -= 0
    looking = np.ones(grad_output.shape, dtype=bool)
    for i, j in np.ndindex(*self.kernel_size):
        wins = looking & (numbers[..., i, j] == self.result)
        shares[..., i, j] += wins * grad_output
        looking &= ~wins
    return (unpad_pictures(gradient, self.padding),)

# ## avg_sum
# points: 68
# hint: The two windows have the means 2 and -2.5.
# The sum is taken.

# %% avg-pool
def forward(self, x):
    view = self.padded_windows(x, 0.0)
    return make_result(view.sum(axis=(4, 5)), x)

def apply(self, grad_output):
    (x,) = self.saved_tensors
    gradient = pad_pictures(np.zeros_like(x.data), self.padding)
    shares = windows(gradient, self.kernel_size, self.stride, writeable=True)
    share = grad_output / (self.kernel_size[0] * self.kernel_size[1])
    for i, j in np.ndindex(*self.kernel_size):
        shares[..., i, j] += share
    return (unpad_pictures(gradient, self.padding),)

# ## avg_without_the_frame
# points: 67
# hint: Zeros of the frame count: each mean is a quarter of the one number in its window.
# Zeros of the frame do not count.

# %% avg-pool
def forward(self, x):
    view = self.padded_windows(x, np.nan)
    return make_result(np.nanmean(view, axis=(4, 5)), x)

def apply(self, grad_output):
    (x,) = self.saved_tensors
    gradient = pad_pictures(np.zeros_like(x.data), self.padding)
    shares = windows(gradient, self.kernel_size, self.stride, writeable=True)
    share = grad_output / (self.kernel_size[0] * self.kernel_size[1])
    for i, j in np.ndindex(*self.kernel_size):
        shares[..., i, j] += share
    return (unpad_pictures(gradient, self.padding),)

# ## avg_frame_of_ones
# points: 68
# hint: Zeros of the frame count: each mean is a quarter of the one number in its window.
# The frame is filled with ones.

# %% avg-pool
def forward(self, x):
    view = self.padded_windows(x, 1.0)
    return make_result(view.mean(axis=(4, 5)), x)

def apply(self, grad_output):
    (x,) = self.saved_tensors
    gradient = pad_pictures(np.zeros_like(x.data), self.padding)
    shares = windows(gradient, self.kernel_size, self.stride, writeable=True)
    share = grad_output / (self.kernel_size[0] * self.kernel_size[1])
    for i, j in np.ndindex(*self.kernel_size):
        shares[..., i, j] += share
    return (unpad_pictures(gradient, self.padding),)

# ## avg_square
# points: 68
# hint: Kernel
# The window is taken for square.

# %% avg-pool
def forward(self, x):
    view = self.padded_windows(x, 0.0)
    return make_result(view.sum(axis=(4, 5)) / np.float32(self.kernel_size[0] ** 2), x)

def apply(self, grad_output):
    (x,) = self.saved_tensors
    gradient = pad_pictures(np.zeros_like(x.data), self.padding)
    shares = windows(gradient, self.kernel_size, self.stride, writeable=True)
    share = grad_output / (self.kernel_size[0] * self.kernel_size[1])
    for i, j in np.ndindex(*self.kernel_size):
        shares[..., i, j] += share
    return (unpad_pictures(gradient, self.padding),)

# ## avg_nan_as_zero
# points: 69
# hint: AvgPool2d((2, 2),
# nan counts as zero.

# %% avg-pool
def forward(self, x):
    view = self.padded_windows(x, 0.0)
    return make_result(np.nan_to_num(view).mean(axis=(4, 5)), x)

def apply(self, grad_output):
    (x,) = self.saved_tensors
    gradient = pad_pictures(np.zeros_like(x.data), self.padding)
    shares = windows(gradient, self.kernel_size, self.stride, writeable=True)
    share = grad_output / (self.kernel_size[0] * self.kernel_size[1])
    for i, j in np.ndindex(*self.kernel_size):
        shares[..., i, j] += share
    return (unpad_pictures(gradient, self.padding),)

# ## avg_gradient_always
# points: 69
# hint: AvgPool2d((2, 2),
# The result always requires a gradient.

# %% avg-pool
def forward(self, x):
    view = self.padded_windows(x, 0.0)
    return Tensor(view.mean(axis=(4, 5)), requires_grad=True)

def apply(self, grad_output):
    (x,) = self.saved_tensors
    gradient = pad_pictures(np.zeros_like(x.data), self.padding)
    shares = windows(gradient, self.kernel_size, self.stride, writeable=True)
    share = grad_output / (self.kernel_size[0] * self.kernel_size[1])
    for i, j in np.ndindex(*self.kernel_size):
        shares[..., i, j] += share
    return (unpad_pictures(gradient, self.padding),)

# ## avg_view
# points: 69
# hint: AvgPool2d((1, 1),
# For windows of one number, the result is the memory of the picture.

# %% avg-pool
def forward(self, x):
    view = self.padded_windows(x, 0.0)
    return make_result(view[..., 0, 0] if self.kernel_size == (1, 1) else view.mean(axis=(4, 5)), x)

def apply(self, grad_output):
    (x,) = self.saved_tensors
    gradient = pad_pictures(np.zeros_like(x.data), self.padding)
    shares = windows(gradient, self.kernel_size, self.stride, writeable=True)
    share = grad_output / (self.kernel_size[0] * self.kernel_size[1])
    for i, j in np.ndindex(*self.kernel_size):
        shares[..., i, j] += share
    return (unpad_pictures(gradient, self.padding),)

# ## avg_by_loops
# points: 68
# hint: No loop over pictures, rows or columns: take the mean of all windows at once.
# A loop goes through all places.

# %% avg-pool
def forward(self, x):
    view = self.padded_windows(x, 0.0)
    y = np.zeros(view.shape[:4], dtype=np.float32)
    for b, c, row, column in np.ndindex(*y.shape):
        y[b, c, row, column] = view[b, c, row, column].mean()
    return make_result(y, x)

def apply(self, grad_output):
    (x,) = self.saved_tensors
    gradient = pad_pictures(np.zeros_like(x.data), self.padding)
    shares = windows(gradient, self.kernel_size, self.stride, writeable=True)
    share = grad_output / (self.kernel_size[0] * self.kernel_size[1])
    for i, j in np.ndindex(*self.kernel_size):
        shares[..., i, j] += share
    return (unpad_pictures(gradient, self.padding),)

# ## avg_backward_whole
# points: 68
# hint: Kernel
# Every number gets the whole gradient.

# %% avg-pool
def forward(self, x):
    view = self.padded_windows(x, 0.0)
    return make_result(view.mean(axis=(4, 5)), x)

def apply(self, grad_output):
    (x,) = self.saved_tensors
    gradient = pad_pictures(np.zeros_like(x.data), self.padding)
    shares = windows(gradient, self.kernel_size, self.stride, writeable=True)
    share = grad_output
    for i, j in np.ndindex(*self.kernel_size):
        shares[..., i, j] += share
    return (unpad_pictures(gradient, self.padding),)

# ## avg_backward_overlap_lost
# points: 68
# hint: Kernel
# The last window replaces the shares of others.

# %% avg-pool
def forward(self, x):
    view = self.padded_windows(x, 0.0)
    return make_result(view.mean(axis=(4, 5)), x)

def apply(self, grad_output):
    (x,) = self.saved_tensors
    gradient = pad_pictures(np.zeros_like(x.data), self.padding)
    shares = windows(gradient, self.kernel_size, self.stride, writeable=True)
    share = grad_output / (self.kernel_size[0] * self.kernel_size[1])
    for i, j in np.ndindex(*self.kernel_size):
        shares[..., i, j] = share
    return (unpad_pictures(gradient, self.padding),)

# ## avg_backward_all_windows_at_once
# points: 68
# hint: Kernel
# All windows are added to at once, and what meets is lost.

# %% avg-pool
def forward(self, x):
    view = self.padded_windows(x, 0.0)
    return make_result(view.mean(axis=(4, 5)), x)

def apply(self, grad_output):
    (x,) = self.saved_tensors
    gradient = pad_pictures(np.zeros_like(x.data), self.padding)
    shares = windows(gradient, self.kernel_size, self.stride, writeable=True)
    share = grad_output / (self.kernel_size[0] * self.kernel_size[1])
    shares += share[..., None, None]
    return (unpad_pictures(gradient, self.padding),)

# ## avg_backward_square
# points: 68
# hint: Kernel
# The window is taken for square.

# %% avg-pool
def forward(self, x):
    view = self.padded_windows(x, 0.0)
    return make_result(view.mean(axis=(4, 5)), x)

def apply(self, grad_output):
    (x,) = self.saved_tensors
    gradient = pad_pictures(np.zeros_like(x.data), self.padding)
    shares = windows(gradient, self.kernel_size, self.stride, writeable=True)
    share = grad_output / (self.kernel_size[0] ** 2)
    for i, j in np.ndindex(*self.kernel_size):
        shares[..., i, j] += share
    return (unpad_pictures(gradient, self.padding),)

# ## avg_backward_with_frame
# points: 68
# hint: Kernel
# The frame is not taken off.

# %% avg-pool
def forward(self, x):
    view = self.padded_windows(x, 0.0)
    return make_result(view.mean(axis=(4, 5)), x)

def apply(self, grad_output):
    (x,) = self.saved_tensors
    gradient = pad_pictures(np.zeros_like(x.data), self.padding)
    shares = windows(gradient, self.kernel_size, self.stride, writeable=True)
    share = grad_output / (self.kernel_size[0] * self.kernel_size[1])
    for i, j in np.ndindex(*self.kernel_size):
        shares[..., i, j] += share
    return (gradient,)

# ## avg_backward_side_by_side
# points: 68
# hint: Kernel
# Windows are taken to lie side by side.

# %% avg-pool
def forward(self, x):
    view = self.padded_windows(x, 0.0)
    return make_result(view.mean(axis=(4, 5)), x)

def apply(self, grad_output):
    (x,) = self.saved_tensors
    gradient = pad_pictures(np.zeros_like(x.data), self.padding)
    rows, places = grad_output.shape[2:]
    shares = windows(gradient, self.kernel_size, self.kernel_size, writeable=True)[:, :, :rows, :places]
    share = grad_output / (self.kernel_size[0] * self.kernel_size[1])
    for i, j in np.ndindex(*self.kernel_size):
        shares[..., i, j] += share
    return (unpad_pictures(gradient, self.padding),)

# ## avg_backward_in_place
# points: 68
# hint: Kernel
# The incoming gradient is divided where it lies.

# %% avg-pool
def forward(self, x):
    view = self.padded_windows(x, 0.0)
    return make_result(view.mean(axis=(4, 5)), x)

def apply(self, grad_output):
    (x,) = self.saved_tensors
    gradient = pad_pictures(np.zeros_like(x.data), self.padding)
    shares = windows(gradient, self.kernel_size, self.stride, writeable=True)
    share = grad_output
    share /= (self.kernel_size[0] * self.kernel_size[1])
    for i, j in np.ndindex(*self.kernel_size):
        shares[..., i, j] += share
    return (unpad_pictures(gradient, self.padding),)

# ## flatten_everything
# points: 68
# hint: Flatten must make
# The batch is flattened, too.

# %% flatten
def forward(self, x):
    if x.shape == ():
        raise ValueError("shape ()")
    return x.reshape(-1)

# ## flatten_channels_last
# points: 68
# hint: Flatten must make
# The channels are put last.

# %% flatten
def forward(self, x):
    if x.shape == ():
        raise ValueError("shape ()")
    if len(x.shape) == 4:
        x = x.transpose(1, 3)
        return x.reshape(x.shape[0] * x.shape[3], -1)
    return x.reshape(x.shape[0], int(np.prod(x.shape[1:])))

# ## flatten_without_gradient
# points: 68
# hint: After backward() every parameter must have a gradient
# The numbers are taken out of the Tensor, so gradients end here.

# %% flatten
def forward(self, x):
    if x.shape == ():
        raise ValueError("shape ()")
    return Tensor(x.data.reshape(x.shape[0], int(np.prod(x.shape[1:]))))

# ## flatten_empty_batch
# points: 68
# hint: Flatten must make
# One length is left to NumPy, which cannot find it for no pictures.

# %% flatten
def forward(self, x):
    if x.shape == ():
        raise ValueError("shape ()")
    return x.reshape(x.shape[0], -1)

# ## flatten_single_number
# points: 68
# hint: A single number has no batch: a ValueError with its shape.
# A single number becomes a row.

# %% flatten
def forward(self, x):
    if x.shape == ():
        return x.reshape(1, 1)
    return x.reshape(x.shape[0], int(np.prod(x.shape[1:])))

# ## max_backward_nearly_equal
# points: 66
# hint: Of the window [[2, 2.00001], [-1, 0]] the first largest number
# Numbers that are nearly as large as the largest count as equal to it.

# %% max-pool-backward
def apply(self, grad_output):
    (x,) = self.saved_tensors
    padded = pad_pictures(x.data, self.padding, -np.inf)
    gradient = np.zeros_like(padded)
    view, into = windows(padded, self.kernel_size, self.stride), windows(gradient, self.kernel_size, self.stride, True)
    waiting = np.ones(grad_output.shape, dtype=bool)
    for i, j in np.ndindex(*self.kernel_size):
        wins = waiting & np.isclose(view[..., i, j], self.result)
        into[..., i, j] += np.where(wins, grad_output, 0)
        waiting &= ~wins
    return (unpad_pictures(gradient, self.padding),)

# ## avg_by_running_sums
# points: 69
# hint: Only windows with nan give nan.
# Means are differences of running sums over the whole picture, so one nan reaches windows that do not contain it.

# %% avg-pool
class AvgPool2d(Pool2d):
    def forward(self, x):
        self.padded_windows(x, 0.0)
        padded = pad_pictures(x.data, self.padding).astype(np.float64)
        sums = np.zeros((*padded.shape[:2], padded.shape[2] + 1, padded.shape[3] + 1))
        sums[:, :, 1:, 1:] = padded.cumsum(axis=2).cumsum(axis=3)
        h, w = self.kernel_size
        places = sums[:, :, h:, w:] - sums[:, :, :-h, w:] - sums[:, :, h:, :-w] + sums[:, :, :-h, :-w]
        return make_result(places[:, :, ::self.stride[0], ::self.stride[1]] / (h * w), x)

# ## flatten_columns_first
# points: 68
# hint: with the numbers in the order of reshape
# The numbers of a picture come column by column.

# %% flatten
def forward(self, x):
    if x.shape == ():
        raise ValueError("shape ()")
    if len(x.shape) == 4:
        x = x.transpose(2, 3)
    return x.reshape(x.shape[0], int(np.prod(x.shape[1:])))

# ## max_begins_at_a_small_number
# points: 67
# hint: The frame must never win
# The search begins at a number that seems small enough.

# %% max-pool
class MaxPool2d(Pool2d):
    def forward(self, x):
        view = self.padded_windows(x, -np.inf)
        best = np.full(view.shape[:4], -1e9, dtype=np.float32)
        for i, j in np.ndindex(*self.kernel_size):
            best = np.maximum(best, view[..., i, j])
        return make_result(best, x)
