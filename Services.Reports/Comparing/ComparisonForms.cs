using System.Text;
using System.Text.Json;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Wire;
using Nanobot.ServiceDefaults.Http.Preconditions;
using Nanobot.Services.Reports.Formats;

namespace Nanobot.Services.Reports.Comparing;

/// <summary>The forms of what two reports differ in, all made of the same value, each with an entity tag of its own.</summary>
internal static class ComparisonForms
{
    public static ConditionalContent Of(ComparableReport from, ComparableReport to, string form, RequestPreconditions preconditions)
    {
        var (comparison, language) = (ReportComparer.Compare(from, to), ReportComparer.LanguageOf(to));
        var octets = form switch
        {
            MediaTypes.Json => JsonSerializer.SerializeToUtf8Bytes(comparison, Json.Wire),
            MediaTypes.Html => Encoding.UTF8.GetBytes(HtmlComparison.Render(comparison, language)),
            MediaTypes.Markdown => Encoding.UTF8.GetBytes(MarkdownComparison.Render(comparison, language)),
            MediaTypes.Text => Encoding.UTF8.GetBytes(PlainReport.Render(MarkdownComparison.Render(comparison, language))),
            _ => throw new ArgumentOutOfRangeException(nameof(form), form, null),
        };
        return new ConditionalContent($"{form}; charset=utf-8", octets, Validators.OfContent(octets), preconditions)
        {
            TakesRanges = true,
            ContentSecurityPolicy = form == MediaTypes.Html ? ReportPage.ContentSecurityPolicy : null,
        };
    }
}
