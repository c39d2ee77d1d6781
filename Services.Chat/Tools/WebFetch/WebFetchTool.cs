using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Texts;
using Nanobot.Platform.Web.Reading;
using Nanobot.Services.Chat.Trust;

namespace Nanobot.Services.Chat.Tools.WebFetch;

/// <summary>Reads a page of the web. Where it may not look the guard says; what it found is the text of others.</summary>
internal sealed class WebFetchTool(WebReader web) : ITool
{
    private const int LongestAddress = 2000;
    private const int Characters = 8_000;
    private const int MostCharacters = 12_000;

    public static ToolDescriptor Descriptor { get; } = new(
        new ToolDeclaration("web", "fetch",
            "Read a web page or text file as plain text.",
            $$"""
            {
              "url": {"type": "string", "maxLength": {{LongestAddress}}, "description": "http or https address"},
              "max_characters": {"type": "integer", "minimum": 100, "maximum": {{MostCharacters}}, "description": "{{Characters}} by default"}
            }
            """, "url"),
        ToolScope.Web, ToolAccess.Read, CostClass.Read, WebFetchPhrases.Skill)
    {
        Carries = TextLabels.Web,
        // An address can say what the model knows.
        Sends = static arguments => arguments.OptionalText("url", LongestAddress),
    };

    public async Task<ToolResult> InvokeAsync(ToolInvocation invocation, CancellationToken cancellationToken)
    {
        var url = invocation.Arguments.Text("url", LongestAddress);
        var most = invocation.Arguments.Number("max_characters", 100, MostCharacters, Characters);
        if (invocation.Arguments.Invalid is { } invalid)
        {
            return invalid;
        }

        var document = await web.ReadAsync(url, cancellationToken);
        var page = await web.ReadPageAsync(document, cancellationToken);
        var shown = TextCut.Beginning(page.Text, most);
        return ToolResult.Of(new
        {
            url = document.Address.AbsoluteUri,
            title = page.Title,
            content_type = document.MediaType,
            content = StrangersText.Fenced("page", shown),
            is_cut = document.IsCut || shown.Length < page.Text.Length,
        });
    }
}
