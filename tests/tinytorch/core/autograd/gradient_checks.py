"""What the tests of autograd share: gradients measured in float64, and gradients that backward() computes."""
import numpy as np

import tinytorch.core.autograd  # noqa: F401 - importing it switches gradients on
from tinytorch.core.tensor import Tensor

STEP = 1e-5


def weights_for(shape):
    """Weights for the numbers of a result: different ones, so that a rule cannot ignore them."""
    return np.random.default_rng(5).uniform(0.5, 1.5, shape)


def measured_gradients(formula, arrays):
    """How the weighted sum of formula(*arrays) changes with each number: central differences in float64."""
    arrays = [np.array(array, dtype=np.float64) for array in arrays]
    weights = weights_for(np.shape(formula(*arrays)))
    results = []
    for array in arrays:
        gradient = np.zeros(array.shape)
        for index in np.ndindex(array.shape):
            centre, values = array[index], []
            for step in (STEP, -STEP):
                array[index] = centre + step
                values.append(np.sum(weights * formula(*arrays)))
            array[index] = centre
            gradient[index] = (values[0] - values[1]) / (2 * STEP)
        results.append(gradient)
    return results


def computed_gradients(formula, arrays):
    """The gradients of the same weighted sum by backward()."""
    tensors = [Tensor(array, requires_grad=True) for array in arrays]
    result = formula(*tensors)
    result.backward(weights_for(result.shape))
    return [tensor.grad for tensor in tensors]


def assert_gradients(formula, arrays, reference=None, rtol=2e-3, atol=2e-4):
    """`reference` is the NumPy formula, where it differs from the tensor's."""
    expected = measured_gradients(reference or formula, arrays)
    for gradient, array, wanted in zip(computed_gradients(formula, arrays), arrays, expected, strict=True):
        assert gradient.dtype == np.float32
        assert gradient.shape == np.shape(array)
        np.testing.assert_allclose(gradient, wanted, rtol=rtol, atol=atol)
