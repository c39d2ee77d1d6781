using Nanobot.Platform.Core.Configuration;

namespace Nanobot.Services.Chat.Tools.WebSearch;

/// <summary>Registers what searches the web.</summary>
internal static class WebSearchExtensions
{
    public static void AddWebSearch(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<WebSearchOptions, WebSearchOptionsValidator>("Web:Search");
        builder.Services.AddSingleton<SearchClient>();
    }
}
