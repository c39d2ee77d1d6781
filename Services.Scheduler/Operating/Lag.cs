namespace Nanobot.Services.Scheduler.Operating;

/// <summary>How far what is due lies behind.</summary>
internal static class Lag
{
    /// <summary>In seconds; 0 where nothing is due.</summary>
    public static double Of(DateTimeOffset? oldest, DateTimeOffset now) => oldest < now ? Math.Round((now - oldest.Value).TotalSeconds, 3) : 0;
}
