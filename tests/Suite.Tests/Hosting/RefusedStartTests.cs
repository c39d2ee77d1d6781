using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Nanobot.Suite.Tests.Hosting;

/// <summary>Each start that cannot succeed ends soon, with one line that says why and no stack trace.</summary>
public sealed class RefusedStartTests
{
    [Theory]
    [InlineData("Unknown option '--prot'", "--prot", "81")]
    [InlineData("--port takes a number from 1 to 65535, not '0'", "--port", "0")]
    [InlineData("--port takes a number from 1 to 65535, not 'http'", "--port=http")]
    [InlineData("--ephemeral takes true or false, not 'maybe'", "--ephemeral=maybe")]
    [InlineData("Unexpected argument 'run'", "run")]
    public async Task A_wrong_option_is_bad_usage(string reason, params string[] arguments)
    {
        using var home = new AppHostProcess.Home();
        using var host = new AppHostProcess(home, arguments);
        Assert.Equal(2, await host.ExitAsync());
        Says(host, reason);
    }

    [Fact]
    public async Task A_kind_of_stores_that_is_none_is_named()
    {
        using var home = new AppHostProcess.Home();
        using var host = new AppHostProcess(home, [.. home.Ephemeral, "--stores", "cloud"]);
        Assert.Equal(1, await host.ExitAsync());
        Says(host, "stores takes processes or containers, not 'cloud'.");
    }

    [Fact]
    public async Task A_model_server_without_its_key_is_refused_by_the_settings_that_lack()
    {
        using var home = new AppHostProcess.Home();
        using var host = new AppHostProcess(home, home.Ephemeral, ("Ai__Endpoint", "http://127.0.0.1:9/v1"), ("Ai__Model", "m"));
        Assert.Equal(1, await host.ExitAsync());
        Says(host, "Ai:Endpoint is set, so Ai:ApiKey and Ai:Model must be too");
    }

    [Fact]
    public async Task A_port_in_use_is_named_with_the_resource_that_wants_it()
    {
        using var home = new AppHostProcess.Home();
        using var listener = new TcpListener(IPAddress.Loopback, home.Port);
        listener.Start();
        using var host = new AppHostProcess(home, home.Ephemeral);
        Assert.Equal(1, await host.ExitAsync());
        Says(host, string.Create(CultureInfo.InvariantCulture, $"gateway: port {home.Port} is in use."));
    }

    [Fact]
    public async Task A_store_that_is_not_installed_is_named_with_what_installs_it()
    {
        using var home = new AppHostProcess.Home();
        var programs = Directory.CreateDirectory(Path.Combine(home.Directory, "bin")).FullName;
        foreach (var program in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Where(Directory.Exists).SelectMany(Directory.EnumerateFiles))
        {
            var link = Path.Combine(programs, Path.GetFileName(program));
            if (Path.GetFileName(program) != "redis-server" && !File.Exists(link))
            {
                File.CreateSymbolicLink(link, program);
            }
        }

        using var host = new AppHostProcess(home, home.Ephemeral, ("PATH", programs));
        Assert.Equal(1, await host.ExitAsync());
        Says(host, "cache: Redis is not installed. Run ./up.sh once");
    }

    [Fact]
    public async Task Data_of_another_major_version_is_left_alone_and_named_with_the_way_out()
    {
        using var home = new AppHostProcess.Home();
        var version = Path.Combine(Directory.CreateDirectory(Path.Combine(home.Data, "data")).FullName, "PG_VERSION");
        await File.WriteAllTextAsync(version, "9.6\n");
        using var host = new AppHostProcess(home, home.Kept);
        Assert.Equal(1, await host.ExitAsync());
        Says(host, "was written by PostgreSQL 9.6, and installed is");
        Assert.Contains("--ephemeral", host.Error, StringComparison.Ordinal);
        Assert.Equal("9.6\n", await File.ReadAllTextAsync(version));
    }

    [Fact]
    public async Task A_service_with_a_wrong_setting_ends_the_start_with_its_own_words()
    {
        using var home = new AppHostProcess.Home();
        using var host = new AppHostProcess(home, home.Ephemeral, ("Messaging__MaximumDeliveries", "many"));
        Assert.Equal(1, await host.ExitAsync());
        Assert.Contains("Messaging:MaximumDeliveries", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_migration_that_fails_ends_the_start_with_its_own_words()
    {
        using var home = new AppHostProcess.Home();
        using var host = new AppHostProcess(home, home.Ephemeral, ("Parameters__chatdb-app-password", "too-short"));
        Assert.Equal(1, await host.ExitAsync());
        Says(host, "migrations: The migrations failed: The connection string of chatdb_app must have a password of at least 16 characters.");
    }

    private static void Says(AppHostProcess host, string reason)
    {
        Assert.Contains(reason, host.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", host.Output, StringComparison.Ordinal);
    }
}
