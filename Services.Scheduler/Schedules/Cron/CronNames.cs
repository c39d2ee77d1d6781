namespace Nanobot.Services.Scheduler.Schedules.Cron;

/// <summary>Expressions that have a name, as Vixie's cron has them, and Cronos's for each minute.</summary>
internal static class CronNames
{
    private static readonly Dictionary<string, string> Expressions = new(StringComparer.OrdinalIgnoreCase)
    {
        ["@yearly"] = "0 0 1 1 *",
        ["@annually"] = "0 0 1 1 *",
        ["@monthly"] = "0 0 1 * *",
        ["@weekly"] = "0 0 * * 0",
        ["@daily"] = "0 0 * * *",
        ["@midnight"] = "0 0 * * *",
        ["@hourly"] = "0 * * * *",
        ["@every_minute"] = "* * * * *",
    };

    /// <summary>The fields that a name stands for.</summary>
    /// <exception cref="CronException">It stands for none.</exception>
    public static string Resolve(string name) => Expressions.TryGetValue(name, out var fields) ? fields
        : string.Equals(name, "@reboot", StringComparison.OrdinalIgnoreCase) ? throw new CronException("'@reboot' is no time: nothing here starts with a machine")
        : throw new CronException($"'{name}' is none of {string.Join(", ", Expressions.Keys)}");
}
