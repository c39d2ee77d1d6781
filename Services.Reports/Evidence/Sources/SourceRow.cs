namespace Nanobot.Services.Reports.Evidence.Sources;

/// <summary>A row of a source as it stood there.</summary>
/// <param name="Line">The line that it ends in, or of JSON its number among the rows; from 1 on.</param>
/// <param name="Text">What it says, without its line end; of a long one the beginning.</param>
internal sealed record SourceRow(int Line, string Text)
{
    private const int Longest = 500;

    /// <summary>Of a row of a JSON document, where it stands there (RFC 6901); its line is its number among the rows.</summary>
    public string? Pointer { get; init; }

    /// <summary>A row of a document.</summary>
    public static SourceRow Of(int line, string text, string? pointer = null)
    {
        var row = text.TrimEnd('\r', '\n');
        return new SourceRow(line, row.Length <= Longest ? row : Cut(row)) { Pointer = pointer };
    }

    // Never half a character.
    private static string Cut(string row) => row[..(char.IsHighSurrogate(row[Longest - 1]) ? Longest - 1 : Longest)];
}
