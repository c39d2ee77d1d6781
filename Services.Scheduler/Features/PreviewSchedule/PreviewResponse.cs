using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Nanobot.Services.Scheduler.Forecasts;

namespace Nanobot.Services.Scheduler.Features.PreviewSchedule;

/// <summary>Answer of <c>GET /schedule/preview</c>.</summary>
/// <param name="TimeZone">The zone that it was computed in.</param>
/// <param name="NextRuns">Ascending, with the zone's offset at that time; fewer than asked for where there are no more.</param>
/// <param name="Forecast">What they will probably come to.</param>
/// <param name="Timing">exact or spread.</param>
/// <param name="OffsetSeconds">Of one that is spread: how much later than wished it runs.</param>
/// <param name="IsProposed">Whether that is what the job would get now: nothing is taken for it, and by the time it is made it may get another.</param>
internal sealed record PreviewResponse(
    string TimeZone, IReadOnlyList<DateTimeOffset> NextRuns, ForecastResource Forecast,
    [property: AllowedValues(Jobs.Timing.Exact, Jobs.Timing.Spread)] string Timing,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? OffsetSeconds,
    bool IsProposed);
