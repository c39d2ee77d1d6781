using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Evidence;

/// <summary>A piece of evidence that is no source's own, or stands in a calendar or a file of the user's.</summary>
/// <param name="Kind">One of <see cref="NoteKind"/>.</param>
/// <param name="Heading">What it is about, as a report may have it above its like.</param>
/// <param name="Text">What it says, behind its heading.</param>
/// <param name="DerivedFrom">The numbers of the pieces that it follows from.</param>
/// <param name="Source">A symbol, or what a calendar or a file is called; null where it is about several.</param>
internal sealed record EvidenceNote(string Kind, string Heading, string Text, IReadOnlyList<int> DerivedFrom, string? Source = null)
{
    /// <summary>Of a note from the workspace: its file.</summary>
    public NoteFile? File { get; init; }

    /// <summary>The lines that it comes from, as they stand there.</summary>
    public IReadOnlyList<SourceRow> Rows { get; init => field = value ?? []; } = [];
}
