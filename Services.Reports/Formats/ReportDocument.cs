using Markdig;
using Markdig.Syntax;

namespace Nanobot.Services.Reports.Formats;

/// <summary>A report's Markdown as all its forms read it: CommonMark with tables, and without HTML.</summary>
internal static class ReportDocument
{
    /// <summary>How it is read and written.</summary>
    public static MarkdownPipeline Pipeline { get; } = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().Build();

    public static MarkdownDocument Read(string markdown) => Markdown.Parse(markdown, Pipeline);

    /// <summary>What its first heading says; empty where there is none.</summary>
    public static string TitleOf(MarkdownDocument document) => document.Descendants<HeadingBlock>().FirstOrDefault() is { } heading ? PlainInlines.Of(heading) : "";
}
