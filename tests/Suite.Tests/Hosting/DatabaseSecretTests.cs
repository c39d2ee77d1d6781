using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Nanobot.Testing.Running;

namespace Nanobot.Suite.Tests.Hosting;

/// <summary>Which process of the suite is given which password of PostgreSQL, read from the environments as Aspire works them out.</summary>
[Collection(SuiteCollection.Name)]
public sealed class DatabaseSecretTests(SuiteFixture suite)
{
    private static readonly string[] Databases = ["chatdb", "reportsdb", "schedulerdb", "tenantsdb"];

    [Fact]
    public async Task No_services_environment_holds_the_superusers_password() =>
        Assert.Equal(["migrations"], await HoldersAsync("postgres-password"));

    [Fact]
    public async Task Each_login_has_a_password_of_its_own_which_its_service_and_the_migrations_hold_and_nobody_else()
    {
        foreach (var database in Databases)
        {
            foreach (var login in (string[])["app", "platform"])
            {
                Assert.Equal(new HashSet<string>(["migrations", database[..^2]]), [.. await HoldersAsync($"{database}-{login}-password")]);
            }
        }
    }

    private async Task<List<string>> HoldersAsync(string parameter)
    {
        var model = suite.App.Services.GetRequiredService<DistributedApplicationModel>();
        var secret = await model.Resources.OfType<ParameterResource>().Single(resource => resource.Name == parameter).GetValueAsync(default);
        Assert.False(string.IsNullOrEmpty(secret));
        var execution = suite.App.Services.GetRequiredService<DistributedApplicationExecutionContext>();
        var holders = new List<string>();
        foreach (var project in model.Resources.OfType<ProjectResource>())
        {
            var configuration = await ExecutionConfigurationBuilder.Create(project).WithEnvironmentVariablesConfig().BuildAsync(execution, NullLogger.Instance);
            Assert.Null(configuration.Exception);
            if (configuration.EnvironmentVariables.Any(variable => variable.Value.Contains(secret, StringComparison.Ordinal)))
            {
                holders.Add(project.Name);
            }
        }

        return holders;
    }
}
