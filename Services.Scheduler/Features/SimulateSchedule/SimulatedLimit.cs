using System.ComponentModel.DataAnnotations;
using Nanobot.Contracts.Values;

namespace Nanobot.Services.Scheduler.Features.SimulateSchedule;

/// <summary>What a limit of the caller's is to what is simulated, and to nothing beside it.</summary>
/// <param name="Quota">Of what: tokens or money, of a day or of one run.</param>
/// <param name="Owner">Whose limit: the tenant's, the user's, or that of each run.</param>
/// <param name="Limit">How much may be used; of money in the price list's currency.</param>
/// <param name="Verdict">Whether it is enough.</param>
/// <param name="Expected">What is known to be used in the period that is named, or by the dearest run.</param>
/// <param name="PeriodStartsAt">Of a day's limit: the first day that exceeds it, or the fullest one; null where no run is counted, and of a run's.</param>
/// <param name="PeriodsExceeded">How many days, or runs, exceed it.</param>
/// <param name="FirstExceededAt">Which run is the first that does.</param>
/// <param name="RunsUnknown">Runs of which nobody knows what they come to.</param>
internal sealed record SimulatedLimit(
    [property: Permitted<QuotaType>] string Quota,
    [property: AllowedValues("tenant", "user", "run")] string Owner,
    decimal Limit,
    [property: AllowedValues(LimitVerdict.Within, LimitVerdict.Exceeded, LimitVerdict.Unknown)] string Verdict,
    decimal Expected,
    DateTimeOffset? PeriodStartsAt,
    int PeriodsExceeded,
    DateTimeOffset? FirstExceededAt,
    int RunsUnknown);
