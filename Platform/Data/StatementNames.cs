using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Npgsql;

namespace Nanobot.Platform.Data;

/// <summary>
/// Names of statements on their spans: what is done to which table, for example <c>UPDATE reports</c>, as OpenTelemetry's
/// <c>db.query.summary</c> has it. Of a statement with parts it is the part that changes something, else where it reads first.
/// </summary>
internal static partial class StatementNames
{
    private const int MostInOne = 3;

    // Statements are constants of the product; the bound is for what is not.
    private const int MostKnown = 2000;

    private static readonly ConcurrentDictionary<string, string> Known = new(StringComparer.Ordinal);

    /// <summary>The name of one statement.</summary>
    public static string Of(string text) => Known.TryGetValue(text, out var name) ? name
        : Known.Count < MostKnown ? Known.GetOrAdd(text, Make)
        : Make(text);

    /// <summary>Whether the statement changes rows, in whichever of its parts.</summary>
    public static bool Changes(string text)
    {
        var name = Of(text);
        return name.StartsWith("INSERT ", StringComparison.Ordinal) || name.StartsWith("UPDATE ", StringComparison.Ordinal)
            || name.StartsWith("DELETE ", StringComparison.Ordinal) || name.StartsWith("MERGE ", StringComparison.Ordinal);
    }

    /// <summary>The names of the statements that a batch is sent for: the setting of the tenant, which goes in front, is not one.</summary>
    public static string Of(NpgsqlBatch batch)
    {
        var names = batch.BatchCommands.OfType<NpgsqlBatchCommand>().Select(static command => command.CommandText)
            .Where(static text => !text.Contains("set_config(", StringComparison.Ordinal)).Select(Of).Distinct(StringComparer.Ordinal).ToList();
        return names.Count switch
        {
            0 => "SET",
            <= MostInOne => string.Join("; ", names),
            _ => $"{string.Join("; ", names.Take(MostInOne))}; …",
        };
    }

    private static string Make(string text)
    {
        if (Change().Match(text) is { Success: true } change)
        {
            return $"{change.Groups["verb"].Value.Split(' ', '\n')[0].ToUpperInvariant()} {change.Groups["table"].Value}";
        }

        var verb = Verb().Match(text).Value.ToUpperInvariant();
        return verb switch
        {
            "SELECT" or "WITH" when Source().Match(text) is { Success: true } source => $"SELECT {source.Groups["table"].Value}",
            "WITH" => "SELECT",
            _ => verb,
        };
    }

    // "for update" and "do update" are parts of others.
    [GeneratedRegex(@"(?<!\b(?:for|do|key)\s+)\b(?<verb>insert\s+into|update|delete\s+from|merge\s+into|call)\s+(?<table>[a-z_][\w.]*)", RegexOptions.IgnoreCase)]
    private static partial Regex Change();

    [GeneratedRegex(@"\bfrom\s+(?!where\b)(?<table>[a-z_][\w.]*)", RegexOptions.IgnoreCase)]
    private static partial Regex Source();

    [GeneratedRegex(@"[a-z]+", RegexOptions.IgnoreCase)]
    private static partial Regex Verb();
}
