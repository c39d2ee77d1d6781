namespace Nanobot.Contracts.Reports;

/// <summary>A row of a source.</summary>
/// <param name="Line">The line that it ends in; of JSON its number among the rows; from 1 on.</param>
/// <param name="Text">What it says; of a long one the first 500 characters.</param>
public sealed record EvidenceRow(int Line, string Text)
{
    /// <summary>Of JSON, where in the document it stands (RFC 6901).</summary>
    public string? Pointer { get; init; }
}
