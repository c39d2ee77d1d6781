using Microsoft.Extensions.Configuration;
using Nanobot.AppHost.Running;

namespace Nanobot.AppHost.Stores;

/// <summary>Where services keep whole objects.</summary>
internal static class ObjectStoreExtensions
{
    private const string Section = "Objects";
    private const string Directory = "Local:Directory";

    // What opens a store is shown nowhere.
    private static readonly string[] Secrets = ["S3:SecretKey", "Azure:ConnectionString"];

    /// <summary>
    /// Gives a service the store of section <c>Objects</c>. Without a kind or a directory there it keeps files of this machine, for as long as the database keeps its data; what is published has to be told
    /// where, since what a container has of its own goes with it.
    /// </summary>
    public static IResourceBuilder<ProjectResource> WithObjects(this IResourceBuilder<ProjectResource> service)
    {
        var builder = service.ApplicationBuilder;
        var settings = builder.Configuration.GetSection(Section).AsEnumerable(makePathsRelative: true)
            .Where(static setting => setting.Value is { Length: > 0 }).ToDictionary(static setting => setting.Key, static setting => setting.Value!, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in settings)
        {
            var variable = $"{Section}__{name.Replace(":", "__", StringComparison.Ordinal)}";
            _ = Array.Exists(Secrets, secret => secret.Equals(name, StringComparison.OrdinalIgnoreCase))
                ? service.WithEnvironment(variable, Parameter(builder, name))
                : service.WithEnvironment(variable, value);
        }

        var isLocal = settings.GetValueOrDefault("Kind", "local") == "local";
        return isLocal && builder.ExecutionContext.IsRunMode && !settings.ContainsKey(Directory)
            ? service.WithEnvironment($"{Section}__Local__Directory", Kept(builder))
            : service;
    }

    private static string Kept(IDistributedApplicationBuilder builder) =>
        builder.Configuration.GetValue<bool>("ephemeral") ? TemporaryData.NewDirectory("objects") : SuiteDirectory.Of(builder).DataOf("objects");

    private static IResourceBuilder<ParameterResource> Parameter(IDistributedApplicationBuilder builder, string name) =>
        builder.AddParameterFromConfiguration($"objects-{name.Replace(':', '-').ToLowerInvariant()}", $"{Section}:{name}", secret: true);
}
