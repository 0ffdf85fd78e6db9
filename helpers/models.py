"""The statistics that several lessons share, thin over statsmodels and scipy.

Pure functions: numbers or DataFrames in and out; no files, no pictures. All intervals are 95 % intervals.
Missing values are never dropped silently: they raise CourseError, as does any other input a method cannot use.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd

from helpers.data import CourseError

Numbers = Sequence[float] | np.ndarray | pd.Series
Z = 1.959963984540054  # standard errors from the middle of a normal 95 % interval to its ends


@dataclass(frozen=True)
class Estimate:
    """A number with its interval: `low` ≤ `value` ≤ `high` at confidence `level`, from `n` observations."""

    value: float
    low: float
    high: float
    n: int
    level: float = 0.95


@dataclass(frozen=True)
class CountEstimate(Estimate):
    """An Estimate from counts, with their `dispersion`: variance over mean, 1 for independent events, more for bunched."""

    dispersion: float = math.nan


# Rates, means, ranks, trends


def spread(found: Estimate, digits: int = 2) -> str:
    """Return an estimate with its interval as a card says it: `1.35 [0.97, 1.88]`, with true minus signs."""
    return f"{found.value:.{digits}f} [{found.low:.{digits}f}, {found.high:.{digits}f}]".replace("-", "−")


def proportion(successes: int, n: int) -> Estimate:
    """Return a share of `n` trials, 0–1, with the score interval of Wilson (1927); n counts trials.

    Assumes independent trials. Raises CourseError unless 0 ≤ successes ≤ n and n ≥ 1.
    """
    if successes % 1 or n % 1 or not 0 <= successes <= n or n < 1:  # NaN and infinity have no remainder of 0
        raise CourseError(f"A proportion needs whole numbers 0 ≤ successes ≤ n and n ≥ 1, not {successes} of {n}.")
    z, share = Z, successes / n
    middle = (share + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z * math.sqrt(share * (1 - share) / n + z**2 / (4 * n**2)) / (1 + z**2 / n)
    low = 0.0 if successes == 0 else middle - half  # exact at the ends, whatever the rounding
    high = 1.0 if successes == n else middle + half
    return Estimate(share, low, high, int(n))


def rate_ratio(events1: int, exposure1: float, events0: int, exposure0: float, exact: bool = False) -> Estimate:
    """Return (events1 / exposure1) / (events0 / exposure0), exposures in the same unit; n counts all events.

    Interval: log-normal, or with `exact` conditional on the total (Rothman, Greenland & Lash 2008, ch. 14), which also works
    with no events on one side. Both assume independent (Poisson) events; bunched events make them too narrow.
    Raises CourseError for negative events, exposure ≤ 0, or too few events for the method.
    """
    if events1 % 1 or events0 % 1 or min(events1, events0) < 0 or not 0 < min(exposure1, exposure0) < math.inf:
        raise CourseError("A rate ratio needs events counted in whole numbers and finite exposures above zero.")
    if events1 + events0 == 0 or (not exact and min(events1, events0) == 0):
        raise CourseError("A side without events has no log-normal interval; use exact=True, and at least one event.")
    scale, total = exposure0 / exposure1, int(events1 + events0)
    value = scale * events1 / events0 if events0 else math.inf
    if not exact:
        factor = math.exp(Z * math.sqrt(1 / events1 + 1 / events0))
        return Estimate(value, value / factor, value * factor, total)
    from scipy.special import betaincinv

    low = float(betaincinv(events1, events0 + 1, 0.025)) if events1 else 0.0
    high = float(betaincinv(events1 + 1, events0, 0.975)) if events0 else 1.0
    return Estimate(value, scale * low / (1 - low), scale * high / (1 - high) if high < 1 else math.inf, total)


def risk_ratio(events1: int, n1: int, events0: int, n0: int) -> Estimate:
    """Return (events1 / n1) / (events0 / n0), a ratio of shares (yes or no, once per case); n counts the cases of both sides.

    Interval: log-normal (Katz et al. 1978), which assumes independent cases; where they hang together, by state for
    instance, put the ratio through `block_bootstrap`. For events per time use `rate_ratio`.
    Raises CourseError unless 1 ≤ events ≤ n on each side, or when all cases of both sides are events.
    """
    counts = (events1, n1, events0, n0)
    if any(count % 1 for count in counts) or not (1 <= events1 <= n1 and 1 <= events0 <= n0):
        raise CourseError(
            "A risk ratio needs whole numbers and, on each side, at least one event and no more than cases."
        )
    variance = 1 / events1 - 1 / n1 + 1 / events0 - 1 / n0
    if variance == 0:
        raise CourseError("On both sides every case is an event, so the risk ratio has no interval.")
    value, factor = (events1 / n1) / (events0 / n0), math.exp(Z * math.sqrt(variance))
    return Estimate(value, value / factor, value * factor, int(n1 + n0))


def mantel_haenszel(events: Numbers, exposure: Numbers, treated: Numbers, stratum: Numbers) -> float:
    """Return the rate (or risk) of the treated over that of the others, like with like (Mantel and Haenszel 1959).

    One row per unit: events, what they are counted over (years; ones for a risk), treated or not, and its stratum (a whole
    number from 0). Strata without both kinds do not count. Resample it for an interval.
    """
    cell = 2 * np.asarray(stratum, np.intp) + np.asarray(treated, bool)
    most = 2 * (cell.max() // 2 + 1)
    count, over = (np.bincount(cell, np.asarray(weight, float), most) for weight in (events, exposure))
    whole = np.maximum(over[::2] + over[1::2], 1e-9)
    return float((count[1::2] * over[::2] / whole).sum() / (count[::2] * over[1::2] / whole).sum())


def mean(values: Numbers) -> Estimate:
    """Return the mean of at least two values, such as paired differences, with its t interval, in their unit."""
    from scipy.special import stdtrit

    kept = checked_numbers(values, "values", least=2)
    value, half = float(kept.mean()), float(stdtrit(kept.size - 1, 0.975) * kept.std(ddof=1) / math.sqrt(kept.size))
    return Estimate(value, value - half, value + half, kept.size)


def difference_in_means(first: Numbers, second: Numbers) -> Estimate:
    """Return mean(first) − mean(second), in the values' unit, with the t interval of Welch (1947); n counts both.

    Variances may differ. Raises CourseError for fewer than two values a side or when no value differs within its side.
    """
    from scipy.special import stdtrit

    a, b = checked_numbers(first, "first", 2), checked_numbers(second, "second", 2)
    va, vb = a.var(ddof=1) / a.size, b.var(ddof=1) / b.size
    if va + vb == 0:
        raise CourseError("Within each group all values are equal, so the difference has no interval.")
    freedom = (va + vb) ** 2 / (va**2 / (a.size - 1) + vb**2 / (b.size - 1))
    value, half = float(a.mean() - b.mean()), float(stdtrit(freedom, 0.975) * math.sqrt(va + vb))
    return Estimate(value, value - half, value + half, a.size + b.size)


def bootstrap(
    values: Numbers | pd.DataFrame, statistic: Callable[..., float], seed: int = 1, n: int = 2000
) -> Estimate:
    """Return `statistic(values)` with its percentile bootstrap interval (Efron & Tibshirani 1993, ch. 13).

    values: numbers, or a DataFrame whose rows are resampled; n: number of resamples (Estimate.n counts values). The same
    seed gives the same interval. Too narrow below some 20 values. Raises CourseError for fewer than two values.
    """
    kept = values if isinstance(values, pd.DataFrame) else checked_numbers(values, "values", 2)
    if len(kept) < 2 or n < 2:
        raise CourseError("A bootstrap needs at least two values and two resamples.")
    rows = np.random.default_rng(seed).integers(0, len(kept), (n, len(kept)))
    drawn = [float(statistic(kept.take(row.astype(np.intp)))) for row in rows]
    low, high = np.quantile(drawn, [0.025, 0.975])
    return Estimate(float(statistic(kept)), float(low), float(high), len(kept))


def block_bootstrap(
    table: pd.DataFrame,
    statistic: Callable[..., float],
    blocks: str,
    length: int = 1,
    seed: int = 1,
    n: int = 2000,
) -> Estimate:
    """Return `statistic(table)` with a percentile interval from resampling whole blocks of rows; Estimate.n counts blocks.

    blocks: the column whose equal values stay together, such as a state or a year. length: how many neighbouring values are
    drawn at a time (moving blocks, Künsch 1989); 1 draws states or other clusters, some 3 to 10 suit yearly series, whose
    neighbours are alike; gaps count as one step. A block drawn twice comes twice under its own name; n: number of resamples.
    The same seed gives the same interval. Too narrow below some 20 blocks or where the series is not several times as long
    as a block. Raises CourseError for missing blocks, fewer than two lengths of them, text with length above 1, or a
    statistic that some resample leaves without a number.
    """
    codes, names = pd.factorize(checked_columns(table, blocks)[blocks], sort=True)
    if length % 1 or length < 1 or len(names) < 2 * length or n < 2:
        raise CourseError(
            f"Blocks of {length} need at least {2 * max(length, 1)} values of '{blocks}' and two resamples."
        )
    if length > 1:
        checked_numbers(names, blocks)  # only numbers have neighbours
    rows = np.split(np.argsort(codes, kind="stable"), np.cumsum(np.bincount(codes))[:-1])
    size, random = len(names), np.random.default_rng(seed)
    starts = random.integers(0, size - length + 1, (n, math.ceil(size / length)))
    picks = (starts[:, :, None] + np.arange(length)).reshape(n, -1)[:, :size]
    drawn = np.array([float(statistic(table.take(np.concatenate([rows[k] for k in pick])))) for pick in picks])
    if lost := int((~np.isfinite(drawn)).sum()):
        raise CourseError(f"The statistic has no value in {lost} of {n} resamples; a part of the table is too thin.")
    low, high = np.quantile(drawn, [0.025, 0.975])
    return Estimate(float(statistic(table)), float(low), float(high), size)


def rank_correlation(x: Numbers, y: Numbers) -> Estimate:
    """Return Spearman's rho of n pairs, −1 to 1, with the Fisher z interval of Bonett & Wright (2000).

    Rho is the correlation of the ranks; equal values share their mean rank. At exactly ±1 the interval is that point.
    Raises CourseError for unequal lengths, fewer than five pairs, a constant.
    """
    x, y = checked_numbers(x, "x", 5), checked_numbers(y, "y", 5)
    if x.size != y.size or np.ptp(x) == 0 or np.ptp(y) == 0:
        raise CourseError("A rank correlation needs two lists of equal length that both vary.")
    value = float(np.corrcoef(pd.Series(x).rank(), pd.Series(y).rank())[0, 1])
    if abs(value) > 1 - 1e-12:
        return Estimate(value, value, value, x.size)
    half = Z * math.sqrt((1 + value**2 / 2) / (x.size - 3))
    return Estimate(value, math.tanh(math.atanh(value) - half), math.tanh(math.atanh(value) + half), x.size)


def trend(years: Numbers, values: Numbers) -> Estimate:
    """Return the least-squares slope of yearly values, in their unit per decade; n counts years.

    Interval: t with the autocorrelation-robust errors of Newey & West (1987), lags floor(4 (n/100)^(2/9)) (1994),
    n/(n−2) correction; gaps count as one step. Short or strongly persistent series still get too narrow an interval.
    Raises CourseError for unequal lengths, fewer than five years, or a year given twice.
    """
    from statsmodels.regression.linear_model import OLS

    x, y = checked_numbers(years, "years", 5), checked_numbers(values, "values", 5)
    if x.size != y.size or np.unique(x).size < x.size:
        raise CourseError("A trend needs one value for each year and each year once.")
    order, lags = np.argsort(x), int(4 * (x.size / 100) ** (2 / 9))
    design = np.column_stack([np.ones(x.size), (x - x.mean())[order] / 10])
    newey_west = {"maxlags": lags, "use_correction": True}
    fit = OLS(y[order], design).fit(cov_type="HAC", cov_kwds=newey_west, use_t=True)
    low, high = fit.conf_int()[1].tolist()
    return Estimate(float(fit.params[1]), low, high, x.size)


def clustered(y: pd.Series, block: pd.Series, x: pd.Series | None = None) -> Estimate:
    """Return 100 × the mean of y, or 100 × its least-squares slope on x, with errors clustered by block; n counts rows.

    Shares (y of 0 and 1) come out in per cent. Normal interval, × G/(G−1) for G blocks (Liang & Zeger 1986).
    """
    y = 100 * y.to_numpy(float)
    weight = np.ones(len(y)) if x is None else x.to_numpy(float) - x.mean()
    scale = (weight**2).sum()
    value = (weight * y).sum() / scale
    left = y - value if x is None else y - y.mean() - value * weight
    sums = pd.Series(weight * left).groupby(block.to_numpy()).sum()
    half = Z * math.sqrt((sums**2).sum() * len(sums) / (len(sums) - 1)) / scale
    return Estimate(float(value), float(value - half), float(value + half), len(y))


def pair_mean(pairs: pd.DataFrame, column: str) -> tuple[float, float, float]:
    """Return the mean of a column over pairs of states with a 95 % interval that lets pairs sharing a state go together.

    pairs: columns state_id_1, state_id_2 (smaller number first) and the one named. Normal interval, standard error
    clustered on both members of each pair (Aronow, Samii & Assenova 2015), never below that of pairs apart.
    Returns (mean, low, high) in the column's unit.
    """
    members = ["state_id_1", "state_id_2"]
    mean = float(pairs[column].mean())
    scores = (pairs[column] - mean).to_numpy()[:, None]
    together, _ = _clustered(scores, *(pairs[member] for member in members))
    apart, _ = _clustered(scores, pairs.groupby(members).ngroup())
    half = Z * math.sqrt(max(together.item(), apart.item())) / len(pairs)
    return mean, mean - half, mean + half


# Regression


def logit(
    table: pd.DataFrame,
    outcome: str,
    predictors: Sequence[str],
    trials: str | None = None,
    cluster: str | tuple[str, str] | None = None,
) -> pd.DataFrame:
    """Fit a logistic regression by maximum likelihood; return one row per term, `intercept` first.

    outcome: a 0/1 column, or with `trials` (a column of counts) the events among them, so identical cases may be grouped
    into one row. predictors: columns; a text column becomes dummies against its alphabetically first value.
    cluster: a column, for cluster-robust errors × G/(G−1) (Liang & Zeger 1986); or the two member columns of a pair,
    for errors robust to any shared member (Aronow, Samii & Assenova 2015); None, for model-based errors.
    Returns term, odds_ratio, low, high (95 %), coefficient (log odds), std_error, z, n (trials), events. With fewer
    than some 40 clusters the interval is too narrow. Raises CourseError for missing values, redundant predictors,
    and predictors that separate events from non-events.
    """
    from statsmodels.genmod.families import Binomial
    from statsmodels.genmod.generalized_linear_model import GLM

    members = [cluster] if isinstance(cluster, str) else list(cluster or [])
    if not predictors or isinstance(predictors, str) or len(members) > 2:
        raise CourseError("A logit needs a list of predictors, and a cluster column or the two members of a pair.")
    used = checked_columns(table, outcome, *predictors, *([trials] if trials else []), *members)
    events = checked_numbers(used[outcome], outcome)
    cases = checked_numbers(used[trials], trials) if trials else np.ones(len(used))
    if (events < 0).any() or (events > cases).any() or (not trials and np.setdiff1d(events, [0, 1]).size):
        raise CourseError(f"Column '{outcome}' must hold 0 or 1, or counts from 0 to the number of trials.")
    used, events, cases = used[cases > 0], events[cases > 0], cases[cases > 0]
    design, scale = _design(used, predictors)
    x = design.to_numpy() / scale
    if not 0 < events.sum() < cases.sum():
        raise CourseError(f"Column '{outcome}' needs both events and non-events.")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # statsmodels warns of separation in saturated models too; not converging tells
        model = GLM(np.column_stack([events, cases - events]), x, family=Binomial())
        fit = model.fit(tol=1e-8, tol_criterion="params", maxiter=25)
    if not fit.converged:
        raise CourseError("These predictors separate events from non-events, so an odds ratio is infinite.")
    variance = model_based = np.asarray(fit.cov_params())
    if members:
        products, count = _clustered(x * (events - cases * fit.mu)[:, None], *(used[member] for member in members))
        variance = variance @ products @ variance * count / max(count - 1, 1)
    if (np.diag(variance) <= 1e-9 * np.diag(model_based)).any():
        raise CourseError("There are too few clusters for errors of this kind; two clusters are the very least.")
    b, error = fit.params / scale, np.sqrt(np.diag(variance)) / scale
    with np.errstate(over="ignore"):  # a predictor in very large units has no finite odds ratio per unit
        ratio, low, high = (np.exp(b + side * Z * error) for side in (0, -1, 1))
    result = {"term": design.columns, "odds_ratio": ratio, "low": low, "high": high}
    result |= {"coefficient": b, "std_error": error, "z": b / error, "n": int(cases.sum()), "events": int(events.sum())}
    return pd.DataFrame(result)


def pair_slope(
    pairs: pd.DataFrame,
    outcome: str,
    predictors: Sequence[str],
    members: tuple[str, str] = ("state_id_1", "state_id_2"),
    directed: bool = False,
) -> Estimate:
    """Return the least-squares slope of the first predictor over pairs of states, the others held constant; n counts rows.

    pairs: one or more rows per pair; members: the columns of its two states. A 0/1 predictor gives a difference of means; a
    text column becomes dummies against its alphabetically first value, and then the first dummy counts. Unit: outcome per
    unit of the predictor. Errors allow rows that share any state to go together (Aronow, Samii & Assenova 2015), × S/(S−1)
    for S states; `directed`: rows that share the first member or the second (Cameron, Gelbach & Miller 2011), × G/(G−1) for
    each kind of cluster. Both × (rows−1)/(rows−terms), never below errors clustered by pair; t interval with (fewest
    clusters − 1) degrees of freedom. With fewer than some 40 states it is too narrow.
    Raises CourseError for missing values, redundant predictors, a state paired with itself, fewer than two clusters.
    """
    from scipy.special import stdtrit

    names = _listed(predictors)
    used = checked_columns(pairs, outcome, *names, *members)
    y, (design, scale) = checked_numbers(used[outcome], outcome), _design(used, names)
    rows, terms = design.shape
    ids, states = pd.factorize(pd.concat([used[member] for member in members]))
    one, other = ids.reshape(2, -1)
    if (one == other).any() or rows <= terms:
        raise CourseError("Pairs need two different states each, and more rows than predictors.")
    x = design.to_numpy() / scale
    bread = np.linalg.inv(x.T @ x)
    slopes = bread @ x.T @ y
    scores = x * (y - x @ slopes)[:, None]

    def middle(*columns: np.ndarray) -> tuple[float, int]:
        products, count = _clustered(scores, *map(pd.Series, columns))
        if count < 2:
            raise CourseError("There are too few states for errors of this kind; two clusters are the very least.")
        return float((bread @ products @ bread)[1, 1]) * count / (count - 1), count

    if directed:
        (first, count1), (second, count2) = middle(one), middle(other)
        apart, _ = middle(one * len(states) + other)
        variance, fewest = first + second - apart, min(count1, count2)
    else:
        apart, _ = middle(np.minimum(one, other) * len(states) + np.maximum(one, other))
        variance, fewest = middle(one, other)
    error = math.sqrt(max(variance, apart) * (rows - 1) / (rows - terms)) / scale[1]
    value, half = float(slopes[1] / scale[1]), float(stdtrit(fewest - 1, 0.975)) * error
    return Estimate(value, value - half, value + half, rows)


def quasi_poisson(
    table: pd.DataFrame, count: str, predictors: Sequence[str], exposure: str | None = None
) -> CountEstimate:
    """Return the ratio of expected counts per unit of the first predictor, the others held constant; n counts rows.

    table: one row per year or other unit; count: whole numbers; exposure: what the counts are per, any unit above zero. A
    0/1 predictor gives a ratio of rates; text becomes dummies as in `logit`. Poisson regression whose variance is
    `dispersion` times the mean (Wedderburn 1974; McCullagh & Nelder 1989, ch. 6): Pearson's chi-square over rows − terms;
    below 1 it is shown but not used to narrow the interval. Normal for the log ratio, but with t on rows − terms degrees of
    freedom. Neighbouring years that are alike are not covered: see `block_bootstrap`.
    Raises CourseError for other counts, too few rows, redundant predictors, and a group without events.
    """
    from scipy.special import stdtrit
    from statsmodels.genmod.families import Poisson
    from statsmodels.genmod.generalized_linear_model import GLM

    names = _listed(predictors)
    used = checked_columns(table, count, *names, *([exposure] if exposure else []))
    events, (design, scale) = checked_numbers(used[count], count), _design(used, names)
    over = checked_numbers(used[exposure], exposure) if exposure else np.ones(len(used))
    if (events < 0).any() or (events % 1).any() or over.min() <= 0:
        raise CourseError(f"Column '{count}' must hold whole numbers of zero or more, and exposures lie above zero.")
    freedom = len(design) - design.shape[1]
    if freedom < 1 or not events.any():
        raise CourseError(f"Column '{count}' needs at least one event, and the table more rows than predictors.")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # not converging tells
        model = GLM(events, design.to_numpy() / scale, family=Poisson(), offset=np.log(over))
        fit = model.fit(tol=1e-8, tol_criterion="params", maxiter=25)
    if not fit.converged:
        raise CourseError("Some group has no events, so a ratio is zero or infinite.")
    dispersion = float(fit.pearson_chi2 / freedom)
    slope = float(fit.params[1] / scale[1])
    error = math.sqrt(float(fit.cov_params()[1, 1]) / fit.scale * max(dispersion, 1.0)) / scale[1]
    half = float(stdtrit(freedom, 0.975)) * error
    with np.errstate(over="ignore"):  # a predictor in very large units has no finite ratio per unit
        value, low, high = (float(np.exp(slope + side * half)) for side in (0, -1, 1))
    return CountEstimate(value, low, high, len(design), dispersion=dispersion)


def difference_in_differences(
    panel: pd.DataFrame, unit: str, time: str, outcome: str, treated: str, start: int
) -> Estimate:
    """Return how much more the treated units changed from `start` on than the others, in the outcome's unit; n counts rows.

    panel: one row per unit and time, gaps allowed; treated: a 0/1 column, constant within a unit; start: first treated
    time, the same for all (staggered starts mislead: Goodman-Bacon 2021). Least squares with unit and time dummies; t
    interval with G − 1 degrees of freedom and errors clustered on units (Bertrand, Duflo & Mullainathan 2004).
    Causal only if trends would have stayed parallel. Below some 40 units, or with few treated ones, the interval is too
    narrow (MacKinnon & Webb 2018). Raises CourseError for a malformed panel or fewer than two units on a side.
    """
    from statsmodels.regression.linear_model import OLS

    rows = _panel(panel, unit, time, outcome, treated, start)
    after = rows["treated"] & (rows["time"] >= start)
    dummies = [pd.get_dummies(rows["unit"]), pd.get_dummies(rows["time"], drop_first=True)]
    model = OLS(rows["outcome"].to_numpy(), np.hstack([after.to_frame(), *dummies]).astype(float))
    if model.df_resid < 1 or model.rank < model.exog.shape[1]:
        raise CourseError("The panel is too small or has too many gaps for this comparison.")
    units = {"groups": pd.factorize(rows["unit"])[0]}
    fit = model.fit(method="qr", cov_type="cluster", cov_kwds=units, use_t=True)  # t with G − 1 degrees of freedom
    low, high = fit.conf_int()[0].tolist()
    return Estimate(float(fit.params[0]), low, high, len(rows))


def _panel(panel: pd.DataFrame, unit: str, time: str, outcome: str, treated: str, start: int) -> pd.DataFrame:
    """Return a panel's columns under the names unit, time, treated (yes or no) and outcome, or raise if it has a flaw."""
    used = checked_columns(panel, unit, time, outcome, treated).reset_index(drop=True)
    rows = pd.DataFrame({"unit": used[unit], "time": used[time], "treated": used[treated]})
    rows["outcome"] = checked_numbers(used[outcome], outcome)
    units = rows[["unit", "treated"]].drop_duplicates()
    changing = units["unit"].duplicated().any() or not units["treated"].isin([0, 1]).all()
    if changing or rows.duplicated(["unit", "time"]).any():
        raise CourseError("A panel needs one row per unit and time, and each unit treated (1) or not (0) throughout.")
    if not 2 <= units["treated"].sum() <= len(units) - 2:
        raise CourseError("The comparison needs at least two treated and two untreated units.")
    if not rows["time"].min() < start <= rows["time"].max():
        raise CourseError(f"The start {start} must lie after the panel's first time and not after its last.")
    return rows.astype({"treated": bool})


# Durations


def survival_at(curve: pd.DataFrame, age: float) -> float:
    """Return the share (0–1) that lasts longer than an age, from a curve of `survival`."""
    return float(curve.loc[curve["time"] <= age, "survival"].iloc[-1])


def survival(durations: Numbers, observed: Numbers) -> pd.DataFrame:
    """Return the Kaplan–Meier curve (1958): time, survival (share that lasts longer), low, high, at_risk, events.

    durations: above zero, any unit; observed: 1 where the end was seen, 0 where the record stops first (censored, assumed
    unrelated to the end). One row at time 0 and one per distinct duration. Interval: log-log with Greenwood's error
    (Kalbfleisch & Prentice 1980), NaN where survival is 0. Raises CourseError for unequal lengths, durations ≤ 0, no end.
    """
    time, seen = checked_numbers(durations, "durations"), checked_numbers(observed, "observed")
    if time.size != seen.size or time.min() <= 0 or np.setdiff1d(seen, [0, 1]).size or not seen.any():
        raise CourseError("Durations must be above zero, each with observed 1 or 0, and at least one end observed.")
    times, row = np.unique([0, *time], return_inverse=True)
    events, leaving = np.bincount(row[1:], seen).astype(int), np.bincount(row[1:])
    at_risk = time.size - np.cumsum(leaving) + leaving
    share = np.cumprod(1 - events / at_risk)
    with np.errstate(divide="ignore", invalid="ignore"):  # no interval where survival is 1 or 0
        error = np.sqrt(np.cumsum(events / (at_risk * (at_risk - events)))) / np.log(share)
        low, high = (share ** np.exp(sign * Z * error) for sign in (-1, 1))
    low, high = (np.where(share == 1, 1.0, np.where(share == 0, np.nan, bound)) for bound in (low, high))
    columns = {"time": times, "survival": share, "low": low, "high": high, "at_risk": at_risk, "events": events}
    return pd.DataFrame(columns)


def hazard_ratio(
    table: pd.DataFrame, duration: str, observed: str, predictors: Sequence[str], strata: str | None = None
) -> Estimate:
    """Return the ratio of hazards per unit of the first predictor, the others held constant; n counts rows.

    duration, observed: as in `survival`; a ratio above 1 means sooner ends. strata: a column, such as an era, whose groups may
    each have a course of their own: only rows of the same group are compared. Text becomes dummies as in `logit`. Cox
    regression (1972), ties after Efron (1977), log-normal interval. Assumes independent durations; where they hang
    together, by treaty for instance, put the ratio through `block_bootstrap`.
    Raises CourseError for impossible durations, redundant predictors, a predictor that no group varies in, and one that
    sorts all ends before or after the rest.
    """
    from statsmodels.duration.hazard_regression import PHReg

    names = _listed(predictors)
    used = checked_columns(table, duration, observed, *names, *([strata] if strata else []))
    time, seen = checked_numbers(used[duration], duration), checked_numbers(used[observed], observed)
    if time.min() <= 0 or np.setdiff1d(seen, [0, 1]).size or not seen.any():
        raise CourseError("Durations must be above zero, each with observed 1 or 0, and at least one end observed.")
    terms = _design(used, names)[0].drop(columns="intercept").to_numpy()
    group = pd.factorize(used[strata])[0] if strata else np.zeros(len(used), int)
    spread = terms.std(axis=0)
    x = (terms - terms.mean(axis=0)) / spread
    within = x - pd.DataFrame(x).groupby(group).transform("mean").to_numpy()
    if np.linalg.matrix_rank(within, tol=1e-8 * math.sqrt(len(x))) < x.shape[1]:
        raise CourseError("Within each group of strata these predictors never vary or repeat each other.")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # an endless ratio shows in its error
        fit = PHReg(time, x, status=seen, strata=group, ties="efron").fit()
    slope, error = float(fit.params[0]), float(fit.bse[0])
    if not np.isfinite([*fit.params, *fit.bse]).all() or max(fit.bse) > 50:
        raise CourseError("These predictors sort all ends before or after the rest, so a hazard ratio is endless.")
    with np.errstate(over="ignore"):  # a predictor in very large units has no finite ratio per unit
        value, low, high = (float(np.exp((slope + side * Z * error) / spread[0])) for side in (0, -1, 1))
    return Estimate(value, low, high, len(used))


# Shares


def concentration(shares: Numbers) -> float:
    """Return the Herfindahl–Hirschman index of shares or amounts: 1/n (all equal) to 1 (one holds all).

    Amounts are divided by their sum first; × 10,000 gives the points of competition law (Hirschman 1964).
    Raises CourseError for negative amounts or a sum of zero; so do the two functions below.
    """
    amounts = checked_amounts(shares)
    return float(((amounts / amounts.sum()) ** 2).sum())


def effective_number(shares: Numbers) -> float:
    """Return how many equal holders would be as concentrated: 1 / HHI (Laakso & Taagepera 1979)."""
    return 1 / concentration(shares)


def fractionalisation(counts: Numbers) -> float:
    """Return the chance that two random members differ in group, 0–1: 1 − HHI, drawn with return (Rae 1967)."""
    return 1 - concentration(counts)


def fair_shares(members: pd.DataFrame, rule: str, elasticity: float = 0.5) -> pd.Series:
    """Return each member's share of a common cost, summing to 1, indexed like `members` (one row each).

    rule: 'equal'; 'gdp' or 'population' (in proportion to that column, any unit); 'ability to pay': GDP × (GDP per
    head) ** elasticity, our formula for the progressive rules that Kravis & Davenport (1963) discuss; 0 gives 'gdp'.
    Raises CourseError for an unknown rule, a missing column, or an ability to pay of members without population.
    """
    if rule == "equal":
        basis = np.ones(len(members))
    elif rule in ("gdp", "population"):
        basis = checked_columns(members, rule)[rule]
    elif rule == "ability to pay":
        gdp, people = (checked_amounts(checked_columns(members, name)[name]) for name in ("gdp", "population"))
        if people.min() == 0:
            raise CourseError("Ability to pay needs a population above zero for each member.")
        basis = gdp * (gdp / people) ** elasticity
    else:
        raise CourseError(f"The rules are 'equal', 'gdp', 'population' and 'ability to pay', not {rule!r}.")
    amounts = checked_amounts(basis)
    return pd.Series(amounts / amounts.sum(), index=members.index, name=rule)


def shapley(
    players: Iterable[Hashable], value: Callable[[frozenset], float], seed: int = 1, n: int = 2000
) -> pd.DataFrame:
    """Return each player's Shapley value (1953): what joining adds, averaged over all orders of joining.

    value: worth of a coalition given as a frozenset of players. Returns player, value (in the unit of `value`),
    std_error: 0 up to 12 players (exact, 2^players calls of `value`), beyond that the standard error from `n` seeded
    random orders. The values add up to value(all) − value(none). Raises CourseError for no or repeated players.
    """
    names = list(players)
    size = len(names)
    if not names or len(set(names)) < size:
        raise CourseError("A game needs at least one player, and each player once.")
    if size <= 12:
        worth = {s: float(value(s)) for k in range(size + 1) for s in map(frozenset, combinations(names, k))}
        weight = [1 / (size * math.comb(size - 1, k)) for k in range(size)]
        exact = [sum(weight[len(s)] * (worth[s | {p}] - v) for s, v in worth.items() if p not in s) for p in names]
        return pd.DataFrame({"player": names, "value": exact, "std_error": 0.0})
    if n < 2:
        raise CourseError("Sampling needs at least two orders.")
    random, gains = np.random.default_rng(seed), np.zeros((n, size))
    for row in gains:
        order = random.permutation(size)
        steps = [float(value(frozenset(names[i] for i in order[:k]))) for k in range(size + 1)]
        row[order] = np.diff(steps)
    error = gains.std(axis=0, ddof=1) / math.sqrt(n)
    return pd.DataFrame({"player": names, "value": gains.mean(axis=0), "std_error": error})


# What the functions share, and the checks that lessons use for statistics of their own


def checked_numbers(values: Iterable[float], name: str, least: int = 1) -> np.ndarray:
    """Return one dimension of finite floats, or raise: what the user sees when a column is text, blank or too short."""
    try:
        series = pd.Series(values if hasattr(values, "dtype") else list(values))
        found = series.astype("Float64").to_numpy(dtype=float, na_value=np.nan)
    except (TypeError, ValueError):
        raise CourseError(f"'{name}' must be a list or column of numbers.") from None
    if not np.isfinite(found).all():
        raise CourseError(f"'{name}' has {(~np.isfinite(found)).sum()} missing or infinite values; drop them first.")
    if found.size < least:
        raise CourseError(f"'{name}' has {found.size} values; this needs at least {least}.")
    return found


def checked_amounts(values: Iterable[float]) -> np.ndarray:
    """Return one dimension of floats of zero or more that are not all zero, or raise: what shares can be taken of."""
    amounts = checked_numbers(values, "amounts")
    if amounts.min() < 0 or amounts.sum() == 0:
        raise CourseError("Shares need amounts of zero or more that are not all zero.")
    return amounts


def checked_columns(table: pd.DataFrame, *names: str) -> pd.DataFrame:
    """Return the named columns, present and complete, or raise naming the first that is not."""
    for name in names:
        if name not in table.columns:
            raise CourseError(f"The table has no column '{name}'; it has {', '.join(map(str, table.columns))}.")
        if missing := int(table[name].isna().sum()):
            raise CourseError(f"Column '{name}' has {missing} missing values; drop those rows first.")
    return table[list(dict.fromkeys(names))]


def _design(used: pd.DataFrame, predictors: Sequence[str]) -> tuple[pd.DataFrame, np.ndarray]:
    """Return intercept and predictors, text as dummies against its first value, and the largest size of each; or raise."""
    design = pd.get_dummies(used[list(predictors)], drop_first=True, dtype=float)
    design = design.apply(lambda column: checked_numbers(column, column.name))
    design.insert(0, "intercept", 1.0)
    scale = design.abs().max().clip(1e-300).to_numpy()  # so that one tolerance serves every unit of measurement
    if design.shape[1] < 2 or np.linalg.matrix_rank(design / scale) < design.shape[1]:
        raise CourseError("These predictors repeat each other, or one never varies; leave one out.")
    return design, scale


def _listed(predictors: Sequence[str]) -> list[str]:
    """Return the names of predictors, or raise where a single name or none is given."""
    if isinstance(predictors, str) or not predictors:
        raise CourseError("Give a list of predictors; the first is the one whose effect is returned.")
    return list(predictors)


def _clustered(scores: np.ndarray, *members: pd.Series) -> tuple[np.ndarray, int]:
    """Return the summed products of the scores of all rows that share a cluster, and the number of clusters.

    scores: one row per observation, one column per term. members: one column of clusters; or two, the members of pairs,
    and then rows that share either member belong together.
    """
    codes, names = pd.factorize(pd.concat(members))
    codes = codes.astype(np.intp).reshape(len(members), -1)

    def sums(code: np.ndarray, n: int) -> np.ndarray:
        return np.column_stack([np.bincount(code, term, n) for term in scores.T])

    of_each = sum(sums(code, len(names)) for code in codes)
    products = of_each.T @ of_each
    if len(members) == 2:  # a pair's own scores were counted at both its members
        pairs = pd.factorize(codes.min(axis=0) * len(names) + codes.max(axis=0))[0].astype(np.intp)
        own = sums(pairs, pairs.max() + 1)
        products = products - own.T @ own
    return products, len(names)
