using System.Globalization;
using Nanobot.Streams.Tests.Provider;

namespace Nanobot.Streams.Tests.Drills;

/// <summary>How drills are set.</summary>
internal static class DrillSettings
{
    /// <summary>A number of the environment.</summary>
    public static int Number(string name, int usual) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;

    /// <summary>What modules are set: leases that are short, so that a pause is longer than they are.</summary>
    public static IReadOnlyDictionary<string, string?> Modules(SteadyModel model) => new Dictionary<string, string?>(model.Settings.Select(static setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
    {
        ["Limits:Tokens:Lease"] = "00:00:03", ["Limits:Tokens:Ahead"] = "16", ["Agent:SessionLease"] = "00:00:05", ["Reports:Lease"] = "00:00:05", ["Reports:MaximumAttempts"] = "20", ["Scheduler:Lease"] = "00:00:05",
        ["Evidence:Cache:Usual"] = "00:00:01",
    };
}
