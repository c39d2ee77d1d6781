using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using Nanobot.Platform.Core.Wire;

namespace Nanobot.Services.Gateway.Plan;

/// <summary>The last run of each acceptance suite: files of <c>docs/acceptance</c>, which come with the product. A suite without a file was not measured.</summary>
internal static class AcceptanceRuns
{
    private const string Prefix = "acceptance/";

    private static readonly FrozenDictionary<string, AcceptanceRun> Runs = Read().ToFrozenDictionary(static run => run.Name, StringComparer.Ordinal);

    /// <summary>The last run; null where there was none.</summary>
    public static AcceptanceRun? Find(string suite) => Runs.GetValueOrDefault(suite);

    private static IEnumerable<AcceptanceRun> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(static name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var content = assembly.GetManifestResourceStream(name)!;
            yield return JsonSerializer.Deserialize<AcceptanceRun>(content, Json.Wire) ?? throw new InvalidOperationException($"{name} holds nothing.");
        }
    }
}
