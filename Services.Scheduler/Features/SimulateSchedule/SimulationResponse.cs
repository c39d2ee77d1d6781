using Nanobot.Services.Scheduler.Forecasts;

namespace Nanobot.Services.Scheduler.Features.SimulateSchedule;

/// <summary>Answer of <c>POST /schedule/simulations</c>: what would fire in a span, if nothing is changed.</summary>
/// <param name="From">From then on.</param>
/// <param name="To">Up to, not including, then.</param>
/// <param name="TimeZone">The zone whose days are counted.</param>
/// <param name="CountedUntil">Up to where all that follows is counted: the end of the span, or earlier where there are more than 100,000 runs.</param>
/// <param name="Total">All runs that were counted, and what they will probably come to.</param>
/// <param name="Jobs">Each job.</param>
/// <param name="Days">Each day that has runs.</param>
/// <param name="Hours">Each hour that has runs; none where the span is longer than 31 days.</param>
/// <param name="PeakHour">The fullest hour, of several the first; null where there are no runs.</param>
/// <param name="Runs">The first runs one by one, as many as were asked for.</param>
/// <param name="Limits">What limits the tenant and the user by the day, and each run: whether the runs that were counted stay within.</param>
internal sealed record SimulationResponse(
    DateTimeOffset From, DateTimeOffset To, string TimeZone, DateTimeOffset CountedUntil, ForecastTotal Total, IReadOnlyList<SimulatedTotal> Jobs,
    IReadOnlyList<SimulatedDay> Days, IReadOnlyList<SimulatedHour> Hours, SimulatedHour? PeakHour, IReadOnlyList<SimulatedRun> Runs,
    IReadOnlyList<SimulatedLimit> Limits);
