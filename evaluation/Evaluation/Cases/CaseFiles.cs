using System.Text.Json;

namespace Nanobot.Evaluation.Cases;

/// <summary>Reads cases: JSON files that hold a list each.</summary>
internal static class CaseFiles
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.General)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>All cases of a directory, or those that come with the program.</summary>
    public static IReadOnlyList<EvaluationCase> Read(string? directory) => Read(directory is null ? Own() : Directory.EnumerateFiles(directory, "*.json").Order(StringComparer.Ordinal).Select(static file => (file, File.ReadAllText(file))));

    /// <summary>All cases of these texts, by their names.</summary>
    public static IReadOnlyList<EvaluationCase> Read(IEnumerable<(string Name, string Text)> files)
    {
        var cases = new List<EvaluationCase>();
        foreach (var (name, text) in files)
        {
            try
            {
                cases.AddRange(JsonSerializer.Deserialize<List<EvaluationCase>>(text, Form)!);
            }
            catch (JsonException exception)
            {
                throw new EvaluationFailedException($"{name} holds no cases: {exception.Message}", exception);
            }
        }

        foreach (var one in cases)
        {
            if (one.Fault() is { } fault)
            {
                throw new EvaluationFailedException($"The case {one.Id}: {fault}.");
            }
        }

        return cases.GroupBy(static one => one.Id).FirstOrDefault(static same => same.Count() > 1) is { } twice
            ? throw new EvaluationFailedException($"There are two cases {twice.Key}.")
            : cases;
    }

    private static IEnumerable<(string, string)> Own()
    {
        var assembly = typeof(CaseFiles).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(static name => name.StartsWith("cases/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return (name, reader.ReadToEnd());
        }
    }
}
