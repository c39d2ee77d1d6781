using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Nanobot.Suite.Tests.Hosting;

/// <summary>What is set of the model reaches those that use it, and nobody else.</summary>
public sealed class ModelSettingsTests
{
    [Fact]
    public async Task All_that_is_set_of_the_model_reaches_those_that_call_it_and_nobody_else()
    {
        string[] settings =
        [
            "--ephemeral=true", "--Ai:Endpoint=http://127.0.0.1:9/v1", "--Ai:ApiKey=k", "--Ai:Model=m", "--Ai:Timeout=00:01:00", "--Ai:Prices:Version=v7", "--Ai:Prices:Models:0:Model=m", "--Ai:Prices:Models:0:Input=5",
            "--Ai:Models:0:Model=n", "--Ai:Models:0:Endpoint=http://127.0.0.1:8/v1", "--Ai:Models:0:ApiKey=k2",
        ];
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(settings);
        await using var app = await builder.BuildAsync();
        var execution = app.Services.GetRequiredService<DistributedApplicationExecutionContext>();
        Assert.Equal(["ai-api-key", "ai-models-0-apikey"],
            app.Services.GetRequiredService<DistributedApplicationModel>().Resources.OfType<ParameterResource>().Where(static parameter => parameter.Secret && parameter.Name.StartsWith("ai-", StringComparison.Ordinal))
                .Select(static parameter => parameter.Name).Order(StringComparer.Ordinal));
        foreach (var project in app.Services.GetRequiredService<DistributedApplicationModel>().Resources.OfType<ProjectResource>())
        {
            var configuration = await ExecutionConfigurationBuilder.Create(project).WithEnvironmentVariablesConfig().BuildAsync(execution, NullLogger.Instance);
            var told = configuration.EnvironmentVariables.Where(static variable => variable.Key.StartsWith("Ai__", StringComparison.Ordinal)).ToDictionary();
            if (project.Name is "chat" or "reports")
            {
                Assert.Equal(("00:01:00", "v7", "m", "5", "m"),
                    (told["Ai__Timeout"], told["Ai__Prices__Version"], told["Ai__Prices__Models__0__Model"], told["Ai__Prices__Models__0__Input"], told["Ai__Model"]));
                Assert.Equal(("n", "http://127.0.0.1:8/v1", "k2"), (told["Ai__Models__0__Model"], told["Ai__Models__0__Endpoint"], told["Ai__Models__0__ApiKey"]));
            }
            else
            {
                Assert.Empty(told);
            }
        }
    }
}
