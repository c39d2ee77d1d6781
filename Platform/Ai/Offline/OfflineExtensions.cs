using Microsoft.Extensions.DependencyInjection;

namespace Nanobot.Platform.Ai.Offline;

/// <summary>How modules teach the offline model what it needs to know of them.</summary>
public static class OfflineExtensions
{
    /// <summary>Adds what it knows of a tool.</summary>
    public static void AddOfflineSkill(this IServiceCollection services, OfflineToolSkill skill) => services.AddSingleton(skill);

    /// <summary>Adds a kind of request that it answers without tools.</summary>
    public static void AddOfflineSkill(this IServiceCollection services, OfflineTextSkill skill) => services.AddSingleton(skill);
}
