# ruff: noqa: F811, F821 - the names are those of the notebook, and each mistake has its own

# ## add_in_place
# points: 37
# hint: must return a new tensor and leave x unchanged
# The sum is written into the left operand.

# %% operators
def tensor_add(self, other):
    self.data += as_tensor(other).data
    return self


# ## broadcast_from_the_left
# points: 43
# hint: line both up at the right
# The shorter shape is filled with 1 on the wrong side.

# %% broadcast-shape
def broadcast_shape(shape_a, shape_b):
    rank = max(len(shape_a), len(shape_b))
    padded_a = tuple(shape_a) + (1,) * (rank - len(shape_a))
    padded_b = tuple(shape_b) + (1,) * (rank - len(shape_b))
    for a, b in zip(padded_a, padded_b, strict=True):
        if a != b and 1 not in (a, b):
            raise ValueError(f"cannot broadcast {shape_a} with {shape_b}: {a} meets {b}")
    return tuple(max(a, b) for a, b in zip(padded_a, padded_b, strict=True))


# ## broadcast_takes_the_larger
# points: 47
# hint: where one length is 1, take the other
# max() of the two lengths is right until one of them is 0.

# %% broadcast-shape
def broadcast_shape(shape_a, shape_b):
    padded_a = (1,) * (len(shape_b) - len(shape_a)) + tuple(shape_a)
    padded_b = (1,) * (len(shape_a) - len(shape_b)) + tuple(shape_b)
    for a, b in zip(padded_a, padded_b, strict=True):
        if a != b and 1 not in (a, b):
            raise ValueError(f"cannot broadcast {shape_a} with {shape_b}: {a} meets {b}")
    return tuple(max(a, b) for a, b in zip(padded_a, padded_b, strict=True))


# ## division_in_place
# points: 44
# hint: belongs to somebody else: make a new array
# The quotient is written into the left side.

# %% operators
def tensor_truediv(self, other):
    return elementwise(lambda a, b: np.divide(a, b, out=a) if a.shape == b.shape else np.divide(a, b), self, other)


# ## division_swapped
# points: 43
# hint: x / y must divide x by y
# The two sides of the division are exchanged.

# %% operators
def tensor_truediv(self, other):
    return elementwise(np.divide, other, self)


# ## misfit_unexplained
# points: 46
# hint: must raise the error of your broadcast_shape
# NumPy's own message reaches the user, because the engine never asks broadcast_shape.

# %% elementwise
def elementwise(operation, left, right):
    left, right = as_tensor(left), as_tensor(right)
    return make_result(operation(left.data, right.data), left, right)


# ## numbers_not_converted
# points: 42
# hint: does elementwise convert a plain number?
# Both sides are taken for tensors, so x + 2 has no .data to read.

# %% elementwise
def elementwise(operation, left, right):
    try:
        array = operation(left.data, right.data)
    except ValueError:
        broadcast_shape(left.shape, right.shape)
        raise
    return make_result(array, left, right)


# ## power_by_logarithm
# points: 42
# hint: x ** 2 must square every element
# The power as the exponential of the logarithm, which negative numbers do not have.

# %% operators-reflected
def tensor_pow(self, exponent):
    with np.errstate(all="ignore"):
        return elementwise(lambda base, n: np.exp(n * np.log(base)), self, exponent)


# ## power_of_size
# points: 43
# hint: Powers of negative numbers and of 0 exist too
# The sign is lost before the power is taken.

# %% operators-reflected
def tensor_pow(self, exponent):
    return elementwise(lambda base, n: np.abs(base) ** n, self, exponent)


# ## reflected_forgets_requires_grad
# points: 47
# hint: 2 - x must keep both promises
# What stands on the right is wrapped without a look at requires_grad.

# %% operators-reflected
def tensor_rsub(self, other):
    return Tensor(as_float32(other) - self.data)


def tensor_rtruediv(self, other):
    return Tensor(as_float32(other) / self.data)


# ## reflected_order
# points: 45
# hint: 2 - x must subtract x from 2
# 2 - x is computed as x - 2, and 2 / x as x / 2.

# %% operators-reflected
def tensor_rsub(self, other):
    return elementwise(np.subtract, self, other)


def tensor_rtruediv(self, other):
    return elementwise(np.divide, self, other)


# ## requires_grad_lost
# points: 47
# hint: requires_grad is False, for inputs with (False, True)
# The result is wrapped by hand: right numbers, broken promise.

# %% elementwise
def elementwise(operation, left, right):
    left, right = as_tensor(left), as_tensor(right)
    try:
        return Tensor(operation(left.data, right.data))
    except ValueError:
        broadcast_shape(left.shape, right.shape)
        raise

# ## broadcast_divisible
# points: 47
# hint: they do not fit, so raise a ValueError that names both
# Accepts lengths that divide each other (2 with 4), as if the numbers could be repeated.

# %% broadcast-shape
def broadcast_shape(shape_a, shape_b):
    from itertools import zip_longest
    result = []
    for a, b in zip_longest(reversed(shape_a), reversed(shape_b), fillvalue=1):
        if a != b and 1 not in (a, b) and not (a and b and max(a, b) % min(a, b) == 0):
            raise ValueError(f"{shape_a} and {shape_b} do not fit: {a} meets {b}")
        result.append(b if a == 1 else a if b == 1 else max(a, b))
    return tuple(result[::-1])

# ## broadcast_names_no_lengths
# points: 47
# hint: must say which lengths meet
# The message names the shapes but not the two lengths.

# %% broadcast-shape
def broadcast_shape(shape_a, shape_b):
    from itertools import zip_longest
    result = []
    for a, b in zip_longest(reversed(shape_a), reversed(shape_b), fillvalue=1):
        choices = {a, b} - {1}
        if len(choices) > 1:
            raise ValueError(f"cannot broadcast {tuple(shape_a)} with {tuple(shape_b)}")
        result.append(choices.pop() if choices else 1)
    return tuple(result[::-1])

# ## div_eps
# points: 45
# hint: Divide by exactly what was given, also by 0 and by tiny numbers: np.divide alone
# 1e-8 is added to the divisor 'for safety': 1/0 is 1e8, not inf, small divisors are off.

# %% operators
def tensor_truediv(self, other):
    return elementwise(lambda a, b: a / (b + 1e-8), self, other)

# ## div_reciprocal
# points: 45
# hint: Divide by exactly what was given, also by 0 and by tiny numbers: np.divide alone
# X / y as x * (1 / y): tiny divisors overflow (1e-39) and 0/0 differs.

# %% operators
def tensor_truediv(self, other):
    return elementwise(lambda a, b: a * (np.float32(1) / b), self, other)

# ## div_zero_is_zero
# points: 45
# hint: Divide by exactly what was given, also by 0 and by tiny numbers: np.divide alone
# A division by zero gives 0 instead of inf.

# %% operators
def tensor_truediv(self, other):
    def divide(a, b):
        a, b = np.broadcast_arrays(a, b)
        return np.divide(a, b, out=np.zeros(a.shape, np.float32), where=b != 0)
    return elementwise(divide, self, other)

# ## elementwise_aliases
# points: 47
# hint: The result must be a new Tensor with numbers of its own
# The result of an operation that returns its input shares memory (x + 0 returns x's own numbers).

# %% operators
def tensor_add(self, other):
    if not isinstance(other, Tensor) and np.ndim(other) == 0 and other == 0:
        return make_result(self.data, self)
    return elementwise(np.add, self, other)

# ## elementwise_left_grad_only
# points: 47
# hint: x + y must keep both promises
# Requires_grad comes from the left operand alone when the right one is a Tensor of rank 0.

# %% elementwise
def elementwise(operation, left, right):
    left, right = map(as_tensor, (left, right))
    broadcast_shape(left.shape, right.shape)
    array = operation(left.data, right.data)
    return make_result(array, left) if right.shape == () else make_result(array, left, right)

# ## elementwise_swallows
# points: 46
# hint: A ValueError about anything else must be raised again
# Any ValueError of the operation is turned into a shape error (no bare raise): returns None then.

# %% elementwise
def elementwise(operation, left, right):
    left, right = as_tensor(left), as_tensor(right)
    try:
        array = operation(left.data, right.data)
    except ValueError:
        broadcast_shape(left.shape, right.shape)
        return None
    return make_result(array, left, right)

# ## mul_by_one_same_object
# points: 47
# hint: The result must be a new Tensor with numbers of its own
# X * 1 returns x itself.

# %% operators
def tensor_mul(self, other):
    if isinstance(other, (int, float)) and other == 1:
        return self
    return elementwise(np.multiply, self, other)

# ## pow_by_loop
# points: 45
# hint: x ** -1 must be 1 / x
# Negative exponents give 1: repeated multiplication.

# %% operators-reflected
def tensor_pow(self, exponent):
    if isinstance(exponent, int):
        result = np.ones_like(self.data)
        for _ in range(exponent):
            result = result * self.data
        return make_result(result, self)
    return elementwise(np.power, self, exponent)

# ## pow_exponent_grad_lost
# points: 47
# hint: x ** y must keep both promises
# X ** w does not require a gradient when only w does.

# %% operators-reflected
def tensor_pow(self, exponent):
    return make_result(np.power(self.data, as_tensor(exponent).data), self)

# ## rsub_numbers_only
# points: 45
# hint: [10. 20. 30.] - x must work: a NumPy number or array may stand on the left too
# Array - x treats the array as its first number.

# %% operators-reflected
def tensor_rsub(self, other):
    return elementwise(np.subtract, np.asarray(other).reshape(-1)[0], self)

# ## elementwise_without_broadcasting
# points: 37
# hint: A row of shape (2,) must be added to every row
# Equal shapes and single numbers only.

# %% elementwise
def elementwise(operation, left, right):
    left, right = as_tensor(left), as_tensor(right)
    if left.shape != right.shape and () not in (left.shape, right.shape):
        broadcast_shape(left.shape, right.shape)
        raise ValueError("the shapes must be the same")
    return make_result(operation(left.data, right.data), left, right)

# ## pow_of_whole_exponents
# points: 46
# hint: The operator pow is wrong for exponents that are not whole
# Exponents are rounded.

# %% operators-reflected
def tensor_pow(self, exponent):
    return elementwise(lambda base, power: np.power(base, np.round(power)), self, exponent)

# ## elementwise_always_requires_a_gradient
# points: 47
# hint: x + y must keep both promises
# Every result requires a gradient.

# %% elementwise
def elementwise(operation, left, right):
    left, right = as_tensor(left), as_tensor(right)
    try:
        array = operation(left.data, right.data)
    except ValueError:
        broadcast_shape(left.shape, right.shape)
        raise
    return Tensor(array, requires_grad=True, copy=False)
