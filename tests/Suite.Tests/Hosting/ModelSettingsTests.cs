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
        ];
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(settings);
        await using var app = await builder.BuildAsync();
        var execution = app.Services.GetRequiredService<DistributedApplicationExecutionContext>();
        foreach (var project in app.Services.GetRequiredService<DistributedApplicationModel>().Resources.OfType<ProjectResource>())
        {
            var configuration = await ExecutionConfigurationBuilder.Create(project).WithEnvironmentVariablesConfig().BuildAsync(execution, NullLogger.Instance);
            var told = configuration.EnvironmentVariables.Where(static variable => variable.Key.StartsWith("Ai__", StringComparison.Ordinal)).ToDictionary();
            if (project.Name is "chat" or "reports")
            {
                Assert.Equal(("00:01:00", "v7", "m", "5", "m"),
                    (told["Ai__Timeout"], told["Ai__Prices__Version"], told["Ai__Prices__Models__0__Model"], told["Ai__Prices__Models__0__Input"], told["Ai__Model"]));
            }
            else
            {
                Assert.Empty(told);
            }
        }
    }
}
