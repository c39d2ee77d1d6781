namespace Nanobot.Services.Scheduler.Slots;

/// <summary>What the seconds of a span will carry, in thousands of tokens.</summary>
/// <param name="From">The first minute.</param>
/// <param name="To">Up to, not including, when.</param>
/// <param name="Steady">What comes at equal distances, in each second.</param>
/// <param name="Mean">Of a second.</param>
/// <param name="Peak">Of the busiest second.</param>
/// <param name="PeakAt">Which one that is, the first of several.</param>
/// <param name="PeakToMean">How many times the mean it is; null where there is nothing.</param>
/// <param name="Minutes">Each minute.</param>
internal sealed record LoadResource(
    DateTimeOffset From, DateTimeOffset To, double Steady, double Mean, double Peak, DateTimeOffset PeakAt, double? PeakToMean, IReadOnlyList<LoadOfMinute> Minutes);
