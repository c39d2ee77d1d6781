using Nanobot.Contracts.Reports;

namespace Nanobot.Services.Reports.Comparing;

/// <summary>A form in which it is told what two reports differ in. Every text that it is given is plain, whoever wrote it.</summary>
internal interface IComparisonWriter
{
    /// <summary>What stands above all.</summary>
    void Title(string text);

    /// <summary>What stands above a part; of level 3 above a part of one.</summary>
    void Heading(int level, string text);

    void Paragraph(string text);

    /// <summary>A table; its first column is text, the others are figures.</summary>
    void Table(IReadOnlyList<string> head, IReadOnlyList<IReadOnlyList<string>> rows);

    /// <summary>An item of a list.</summary>
    void Item(string text, Uri? link = null);

    /// <summary>An item of a list that says what changed in a paragraph.</summary>
    void Change(string label, IReadOnlyList<TextSpan> spans);
}
