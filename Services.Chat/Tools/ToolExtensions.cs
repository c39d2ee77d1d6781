using Nanobot.Platform.Ai.Offline;

namespace Nanobot.Services.Chat.Tools;

/// <summary>Registers the tools.</summary>
internal static class ToolExtensions
{
    /// <summary>Adds the table of <paramref name="tools"/>, and teaches the offline model their words.</summary>
    public static void AddTools(this IServiceCollection services, params IReadOnlyList<Tool> tools)
    {
        services.AddSingleton(provider => new ToolCatalogue(tools, provider));
        foreach (var tool in tools)
        {
            services.AddOfflineSkill(tool.Descriptor.Offline);
        }
    }
}
