using Microsoft.Extensions.Configuration;
using Nanobot.AppHost.Running;

namespace Nanobot.AppHost;

/// <summary>Where the suite's evidence and its model's answers come from.</summary>
internal static class SourceExtensions
{
    /// <summary>The sample server of prices and feeds; NANOBOT_QUOTES_DIR lets it serve other price files.</summary>
    public static IResourceBuilder<ProjectResource> AddFeeds(this IDistributedApplicationBuilder builder)
    {
        var feeds = builder.AddProject<Projects.Feeds>("feeds").RunBuiltBinary().WithHttpEndpoint().WithHttpReadyCheck("/health");
        return builder.Configuration["NANOBOT_QUOTES_DIR"] is { Length: > 0 } quotes
            ? feeds.WithEnvironment("Quotes__Directory", Path.GetFullPath(quotes))
            : feeds;
    }

    /// <summary>Lets a service take its evidence from <paramref name="feeds"/>.</summary>
    public static IResourceBuilder<ProjectResource> WithEvidence(this IResourceBuilder<ProjectResource> service, IResourceBuilder<ProjectResource> feeds) =>
        service.WithReference(feeds).WaitFor(feeds)
            .WithEnvironment("Evidence__QuotesUrl", $"{feeds.GetEndpoint("http")}/quotes/{{symbol}}.csv")
            .WithEnvironment("Evidence__Feeds__0", $"{feeds.GetEndpoint("http")}/feeds/markets.atom")
            .WithEnvironment("Evidence__Feeds__1", $"{feeds.GetEndpoint("http")}/feeds/technology.rss");

    /// <summary>Lets services use the model server of section <c>Ai</c>; without one they use their built-in offline model.</summary>
    public static void UseModel(this IDistributedApplicationBuilder builder, params IResourceBuilder<ProjectResource>[] services)
    {
        if (builder.Configuration["Ai:Endpoint"] is not { Length: > 0 } endpoint)
        {
            return;
        }

        // Aspire would wait for somebody to enter the missing value.
        if (builder.ExecutionContext.IsRunMode && (string.IsNullOrEmpty(builder.Configuration["Ai:ApiKey"]) || string.IsNullOrEmpty(builder.Configuration["Ai:Model"])))
        {
            throw new StartFailedException("Ai:Endpoint is set, so Ai:ApiKey and Ai:Model must be too (Ai__ApiKey, Ai__Model); without all three the built-in offline model is used.");
        }

        var key = builder.AddParameterFromConfiguration("ai-api-key", "Ai:ApiKey", secret: true);
        var others = builder.Configuration.GetSection("Ai").AsEnumerable(makePathsRelative: true).Where(static setting => setting is { Value: not null, Key: not ("Endpoint" or "ApiKey" or "Model") }).ToList();
        var keys = others.Where(static setting => setting.Key.EndsWith(":ApiKey", StringComparison.Ordinal))
            .ToDictionary(static setting => setting.Key, setting => builder.AddParameterFromConfiguration($"ai-{setting.Key.Replace(':', '-').ToLowerInvariant()}", $"Ai:{setting.Key}", secret: true));
        foreach (var service in services)
        {
            service.WithEnvironment("Ai__Endpoint", endpoint).WithEnvironment("Ai__ApiKey", key).WithEnvironment("Ai__Model", builder.Configuration["Ai:Model"]);
            // Its time-outs, its prices, other models; of those the keys as what is shown nowhere.
            foreach (var (name, value) in others)
            {
                var variable = $"Ai__{name.Replace(":", "__", StringComparison.Ordinal)}";
                _ = keys.TryGetValue(name, out var secret) ? service.WithEnvironment(variable, secret) : service.WithEnvironment(variable, value);
            }
        }
    }
}
