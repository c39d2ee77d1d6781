using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Nanobot.Testing;
using Nanobot.Testing.Running;

namespace Nanobot.Suite.Tests.Hosting;

/// <summary>The AppHost from its start to its end, orderly and not.</summary>
public sealed class LifecycleTests
{
    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_signal_ends_everything_in_good_order(string signal)
    {
        using var home = new AppHostProcess.Home();
        using var host = new AppHostProcess(home, home.Ephemeral);
        await host.StatusAsync(StoresAreUp);

        host.Signal(signal);

        Assert.Equal(0, await host.ExitAsync());
        Assert.DoesNotContain("   at ", host.Output, StringComparison.Ordinal);
        await NothingIsLeftOfAsync(host);
    }

    [Fact]
    public async Task Kept_data_and_secrets_are_found_by_the_next_start_and_a_killed_host_leaves_no_process()
    {
        using var home = new AppHostProcess.Home();
        using (var first = new AppHostProcess(home, home.Kept, CompanyProxy))
        {
            await first.StatusAsync(static status => status.EndsWith(" healthy\n", StringComparison.Ordinal));
            using var operators = Operator(home, out _);
            await SuiteFixture.SendAsync(operators, HttpMethod.Post, "/tenants", new { tenant_id = "kept", name = "Kept", tier = "basic" });
            first.Signal("TERM");
            Assert.Equal(0, await first.ExitAsync());
            await NothingIsLeftOfAsync(first);
        }

        using var second = new AppHostProcess(home, home.Kept);
        await second.StatusAsync(static status => status.EndsWith(" healthy\n", StringComparison.Ordinal));
        using (var operators = Operator(home, out var mode))
        {
            Assert.Equal("Kept", (await SuiteFixture.SendAsync(operators, HttpMethod.Get, "/tenants/kept"))["name"]!.GetValue<string>());
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, mode);
        }

        second.Signal("KILL");
        await NothingIsLeftOfAsync(second);
    }

    [Fact]
    public async Task Data_made_with_another_password_ends_the_start_with_the_directory_and_the_way_out()
    {
        using var home = new AppHostProcess.Home();
        using (var first = new AppHostProcess(home, home.Kept))
        {
            await first.StatusAsync(StoresAreUp);
            first.Signal("TERM");
            Assert.Equal(0, await first.ExitAsync());
        }

        Directory.Delete(Path.Combine(home.Directory, ".microsoft"), recursive: true);
        using var second = new AppHostProcess(home, home.Kept);
        Assert.Equal(1, await second.ExitAsync());
        Assert.Contains($"postgres: the data in {home.Data} was made with another password", second.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", second.Output, StringComparison.Ordinal);
        Assert.True(Directory.Exists(Path.Combine(home.Data, "data")));
    }

    // As on a desk behind a proxy that knows nothing of this machine: what stays on it must not go there.
    private static readonly (string, string)[] CompanyProxy =
        [("HTTP_PROXY", "http://127.0.0.1:9"), ("http_proxy", "http://127.0.0.1:9"), ("NO_PROXY", "intranet.example"), ("no_proxy", "intranet.example")];

    // Both stores are up before any service starts.
    private static bool StoresAreUp(string status) =>
        status.Contains("starting", StringComparison.Ordinal) && status.Contains("are up", StringComparison.Ordinal)
        && !status.Contains("postgres", StringComparison.Ordinal) && !status.Contains("cache", StringComparison.Ordinal);

    private static HttpClient Operator(AppHostProcess.Home home, out UnixFileMode mode)
    {
        var file = Directory.EnumerateFiles(home.DataHome, "up.json", SearchOption.AllDirectories).Single();
        mode = File.GetUnixFileMode(Path.GetDirectoryName(file)!);
        var up = JsonNode.Parse(File.ReadAllText(file))!;
        var client = new HttpClient { BaseAddress = new Uri(up["gateway"]!.GetValue<string>()) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", up["operator_key"]!.GetValue<string>());
        return client;
    }

    // The orchestrator's processes name the host that they watch; the services' and stores' end before those.
    private static Task NothingIsLeftOfAsync(AppHostProcess host)
    {
        var watching = string.Create(CultureInfo.InvariantCulture, $"--monitor {host.Id} ");
        return Eventually.TrueAsync(() => Task.FromResult(!Directory.EnumerateDirectories("/proc").Any(process => CommandLine(process).Contains(watching, StringComparison.Ordinal))));
    }

    private static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline")).Replace('\0', ' ');
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
