using Nanobot.Services.Scheduler.Forecasts;

namespace Nanobot.Services.Scheduler.Features.PreviewSchedule;

/// <summary>Answer of <c>GET /schedule/preview</c>.</summary>
/// <param name="TimeZone">The zone that it was computed in.</param>
/// <param name="NextRuns">Ascending, with the zone's offset at that time; fewer than asked for where there are no more.</param>
/// <param name="Forecast">What they will probably come to.</param>
internal sealed record PreviewResponse(string TimeZone, IReadOnlyList<DateTimeOffset> NextRuns, ForecastResource Forecast);
