using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Nanobot.Testing;
using Nanobot.Testing.Running;

namespace Nanobot.Suite.Tests.Hosting;

/// <summary>Stores that are started again while the suite runs.</summary>
[Collection(SuiteCollection.Name)]
public sealed class StoreRestartTests(SuiteFixture suite)
{
    [Theory]
    [InlineData("postgres")]
    [InlineData("cache")]
    public async Task A_store_that_is_started_again_has_its_address_and_the_suite_goes_on_with_its_data(string store)
    {
        var tenant = await suite.CreateTenantAsync();
        await tenant.CreateUserAsync("ada");

        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        var restarted = await suite.App.ResourceCommands.ExecuteCommandAsync(store, KnownResourceCommands.RestartCommand, deadline.Token);
        Assert.True(restarted.Success, restarted.Message);
        await suite.App.ResourceNotifications.WaitForResourceHealthyAsync(store, WaitBehavior.WaitOnResourceUnavailable, deadline.Token);

        using var admin = suite.As(tenant.AdminKey);
        await AnswersAsync(admin, "/users/ada");
        // Every module has found its store again: what else runs against this suite finds it whole.
        foreach (var service in SuiteFixture.Services)
        {
            using var client = suite.App.CreateHttpClient(service);
            await AnswersAsync(client, "/health");
        }

        await tenant.CreateUserAsync("bob");
    }

    private static Task AnswersAsync(HttpClient client, string path) => Eventually.TrueAsync(async () =>
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
        return response.IsSuccessStatusCode;
    });
}
