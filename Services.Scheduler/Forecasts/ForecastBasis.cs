namespace Nanobot.Services.Scheduler.Forecasts;

/// <summary>Whose past runs a forecast is made of, by its name on the wire.</summary>
internal static class ForecastBasis
{
    /// <summary>The job's own.</summary>
    public const string Job = "job";

    /// <summary>Those of the user's jobs that do the same.</summary>
    public const string User = "user";

    /// <summary>Those of all jobs of the tenant that do the same.</summary>
    public const string Tenant = "tenant";

    /// <summary>There are none: nothing is forecast.</summary>
    public const string None = "none";
}
