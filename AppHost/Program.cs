using Microsoft.Extensions.Configuration;

var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = args, DashboardApplicationName = "Nanobot" });
var isKept = !builder.Configuration.GetValue<bool>("ephemeral");

// Secrets are made on the first start and kept outside the repository.
var operatorKey = Secret("operator-key");
var tokenKey = Secret("token-key");
var contextKey = Secret("context-key");
var databasePassword = Secret("database-password");

var postgres = builder.AddPostgres("postgres", password: Secret("postgres-password"));
if (isKept) postgres.WithDataVolume();
var cache = builder.AddRedis("cache", password: Secret("cache-password"));

var feeds = builder.AddProject<Projects.Feeds>("feeds").WithHttpEndpoint().WithHttpHealthCheck("/health");
var tenants = Service<Projects.Services_Tenants>("tenants").WithEnvironment("Bootstrap__OperatorKey", operatorKey);
var chat = Service<Projects.Services_Chat>("chat");
var reports = Service<Projects.Services_Reports>("reports");
var scheduler = Service<Projects.Services_Scheduler>("scheduler");
var gateway = Module<Projects.Services_Gateway>("gateway", builder.Configuration.GetValue("port", 8080)).WithExternalHttpEndpoints();

chat.WithReference(tenants).WithReference(reports).WaitFor(tenants);
reports.WithReference(tenants).WithReference(chat).WithReference(feeds).WaitFor(tenants).WaitFor(feeds);
scheduler.WithReference(tenants).WaitFor(tenants);
gateway.WithReference(tenants).WithReference(chat).WithReference(reports).WithReference(scheduler)
    .WaitFor(tenants).WaitFor(chat).WaitFor(reports).WaitFor(scheduler)
    .WithEnvironment("Tokens__SigningKey", tokenKey);

// Evidence comes from the sample server; NANOBOT_QUOTES_DIR lets it serve other price files.
reports.WithEnvironment("Evidence__QuotesUrl", $"{feeds.GetEndpoint("http")}/quotes/{{symbol}}.csv")
    .WithEnvironment("Evidence__Feeds__0", $"{feeds.GetEndpoint("http")}/feeds/markets.atom")
    .WithEnvironment("Evidence__Feeds__1", $"{feeds.GetEndpoint("http")}/feeds/technology.rss");
if (builder.Configuration["NANOBOT_QUOTES_DIR"] is { Length: > 0 } quotes) feeds.WithEnvironment("Quotes__Directory", Path.GetFullPath(quotes));

// Without a model server the services use their built-in offline model.
if (builder.Configuration["Ai:Endpoint"] is { Length: > 0 } endpoint)
{
    var apiKey = builder.AddParameterFromConfiguration("ai-api-key", "Ai:ApiKey", secret: true);
    foreach (var service in new[] { chat, reports })
        service.WithEnvironment("Ai__Endpoint", endpoint).WithEnvironment("Ai__ApiKey", apiKey).WithEnvironment("Ai__Model", builder.Configuration["Ai:Model"]);
}

builder.Build().Run();

IResourceBuilder<ParameterResource> Secret(string name) =>
    builder.AddParameter(name, new GenerateParameterDefault { MinLength = 48, Special = false }, secret: true, persist: true);

IResourceBuilder<ProjectResource> Module<T>(string name, int? port = null) where T : IProjectMetadata, new() =>
    builder.AddProject<T>(name).WithHttpEndpoint(port).WithHttpHealthCheck("/health")
        .WithReference(cache).WaitFor(cache).WithEnvironment("Tenancy__SigningKeys__0", $"k1:{contextKey}");

IResourceBuilder<ProjectResource> Service<T>(string name) where T : IProjectMetadata, new()
{
    var database = postgres.AddDatabase($"{name}db");
    return Module<T>(name).WithReference(database).WaitFor(database).WithEnvironment("Persistence__ApplicationPassword", databasePassword);
}
