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


# Rates, means, ranks, trends


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
    drawn = [float(statistic(kept.take(row))) for row in rows]
    low, high = np.quantile(drawn, [0.025, 0.975])
    return Estimate(float(statistic(kept)), float(low), float(high), len(kept))


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
    design = pd.get_dummies(used[list(predictors)], drop_first=True, dtype=float)
    design = design.apply(lambda column: checked_numbers(column, column.name))
    design.insert(0, "intercept", 1.0)
    scale = design.abs().max().clip(1e-300).to_numpy()  # so that one tolerance serves every unit of measurement
    x = design.to_numpy() / scale
    if np.linalg.matrix_rank(x) < x.shape[1]:
        raise CourseError("These predictors repeat each other, or one never varies; leave one out.")
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


def _clustered(scores: np.ndarray, *members: pd.Series) -> tuple[np.ndarray, int]:
    """Return the summed products of the scores of all rows that share a cluster, and the number of clusters.

    scores: one row per observation, one column per term. members: one column of clusters; or two, the members of pairs,
    and then rows that share either member belong together.
    """
    codes, scores = pd.factorize(pd.concat(members))[0].reshape(len(members), -1), pd.DataFrame(scores)
    sums = pd.concat([scores.groupby(code).sum() for code in codes]).groupby(level=0).sum().to_numpy()
    products = sums.T @ sums
    if len(members) == 2:  # a pair's own scores were counted at both its members
        own = scores.groupby([codes.min(axis=0), codes.max(axis=0)]).sum().to_numpy()
        products = products - own.T @ own
    return products, len(sums)
