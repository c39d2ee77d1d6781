using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Nanobot.Suite.Tests.Hosting;

/// <summary>Where objects are kept is told to those that keep some, and to nobody else.</summary>
public sealed class ObjectSettingsTests
{
    [Fact]
    public async Task Files_of_an_ephemeral_suite_go_with_it()
    {
        var told = await ToldAsync("--ephemeral=true");

        Assert.StartsWith(Path.Combine(Path.GetTempPath(), $"nanobot-aspire-{Environment.ProcessId}-objects-"), told["reports"]["Objects__Local__Directory"], StringComparison.Ordinal);
        Assert.All(told.Where(static one => one.Key != "reports"), static one => Assert.Empty(one.Value));
    }

    [Fact]
    public async Task What_opens_a_store_reaches_who_uses_it_as_a_secret()
    {
        var told = await ToldAsync("--ephemeral=true", "--Objects:Kind=s3", "--Objects:S3:Bucket=b", "--Objects:S3:AccessKey=a", "--Objects:S3:SecretKey=k");

        Assert.Equal(new Dictionary<string, string> { ["Objects__Kind"] = "s3", ["Objects__S3__Bucket"] = "b", ["Objects__S3__AccessKey"] = "a", ["Objects__S3__SecretKey"] = "k" }, told["reports"]);
    }

    private static async Task<Dictionary<string, Dictionary<string, string>>> ToldAsync(params string[] settings)
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(settings);
        await using var app = await builder.BuildAsync();
        var execution = app.Services.GetRequiredService<DistributedApplicationExecutionContext>();
        var told = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        var model = app.Services.GetRequiredService<DistributedApplicationModel>();
        Assert.All(model.Resources.OfType<ParameterResource>().Where(static one => one.Name.StartsWith("objects-", StringComparison.Ordinal)), static one => Assert.True(one.Secret));
        foreach (var project in model.Resources.OfType<ProjectResource>())
        {
            var configuration = await ExecutionConfigurationBuilder.Create(project).WithEnvironmentVariablesConfig().BuildAsync(execution, NullLogger.Instance);
            told[project.Name] = configuration.EnvironmentVariables.Where(static variable => variable.Key.StartsWith("Objects__", StringComparison.Ordinal)).ToDictionary();
        }

        return told;
    }
}
