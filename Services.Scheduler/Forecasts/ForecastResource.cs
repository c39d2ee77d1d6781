namespace Nanobot.Services.Scheduler.Forecasts;

/// <summary>What a schedule will probably come to.</summary>
/// <param name="PerRun">Each run.</param>
/// <param name="Total">All that are shown.</param>
internal sealed record ForecastResource(RunForecast PerRun, ForecastTotal Total);
