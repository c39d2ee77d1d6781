using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Engine.Launching;
using Aspire.Hosting.Engine.State;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Nanobot.AppHost.Local.Tests.Running;

public sealed class StoreTests : IAsyncLifetime
{
    // A directory of its own is a checkout of its own: nothing is shared with the suite.
    private readonly string _checkout = Directory.CreateTempSubdirectory("nanobot-test-").FullName;

    // Where one answers the stores are containers, and kept data is in a volume.
    private string? _runtime;

    private SuiteDirectory Kept => new(_checkout, new ConfigurationManager { ["ephemeral"] = "false" }, forTests: true);

    private string Volume => $"nanobot-{Kept.Key}-postgres";

    public async Task InitializeAsync() => _runtime = await Tool.FindContainerRuntimeAsync(Deadline.Token());

    public async Task DisposeAsync()
    {
        var kept = Kept;
        foreach (var directory in (string[])[kept.Path, PostgresAccount.DataRoot(kept.Key, kept.Path), _checkout])
            if (Directory.Exists(directory))
                Directory.Delete(directory, recursive: true);
        if (_runtime is not null)
            await Tool.RunAsync(_runtime, ["volume", "rm", "--force", Volume], null, Deadline.Token());
    }

    [Fact]
    public async Task Data_survives_a_restart_of_the_application()
    {
        string[] kept = ["--ephemeral", "false"];
        await RunAsync(kept, "create table notes as select 'kept' as note");
        Assert.Equal("kept", await RunAsync(kept, "select note from notes"));
    }

    [Fact]
    public async Task Data_made_with_another_password_ends_the_start_with_the_directory_and_the_way_out()
    {
        string[] kept = ["--ephemeral", "false"];
        await RunAsync(kept, "create table notes ()");
        File.Delete(Kept.Secrets.Path);
        var refused = await Assert.ThrowsAsync<DistributedApplicationException>(() => RunAsync(kept, "select 1"));
        var data = Path.Combine(PostgresAccount.DataRoot(Kept.Key, Kept.Path), "postgres");
        var place = _runtime is null ? data : $"the volume {Volume}";
        Assert.Contains($"postgres: the data in {place} was made with another password", refused.Message, StringComparison.Ordinal);
        Assert.Contains(Kept.Secrets.Path, refused.Message, StringComparison.Ordinal);
        Assert.Contains("--ephemeral", refused.Message, StringComparison.Ordinal);
        Assert.Equal(_runtime is null, File.Exists(Path.Combine(data, "data", "PG_VERSION")));
    }

    [Fact]
    public async Task An_ephemeral_application_starts_clean_and_leaves_no_data()
    {
        const string Count = "select count(*) from pg_tables where schemaname = 'public'";
        await RunAsync(["--ephemeral"], "create table notes ()");
        Assert.Equal(0L, await RunAsync(["--ephemeral"], Count));
    }

    [Fact]
    public async Task A_setting_of_the_application_model_reaches_the_server() =>
        Assert.Equal("42", await RunAsync(["--ephemeral"], "show max_connections", "-c", "max_connections=42"));

    [Fact]
    public async Task A_restarted_store_has_its_data_and_its_address()
    {
        await using var builder = Create(["--ephemeral", "false"]);
        builder.AddPostgres("postgres").WithDataVolume().AddDatabase("notesdb");
        await using var app = await builder.BuildAsync(Deadline.Token());
        await app.StartAsync(Deadline.Token());
        await app.ResourceNotifications.WaitForResourceHealthyAsync("notesdb", Deadline.Token());
        await QueryAsync(app, "create table notes as select 'kept' as note");

        var restarted = await app.ResourceCommands.ExecuteCommandAsync("postgres", KnownResourceCommands.RestartCommand, Deadline.Token());

        Assert.True(restarted.Success, restarted.Message);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("postgres", Deadline.Token());
        Assert.Equal("kept", await QueryAsync(app, "select note from notes"));
    }

    [Fact]
    public async Task Redis_asks_for_its_password()
    {
        await using var builder = Create(["--ephemeral"]);
        builder.AddRedis("cache");
        await using var app = await builder.BuildAsync(Deadline.Token());
        await app.StartAsync(Deadline.Token());
        await app.ResourceNotifications.WaitForResourceHealthyAsync("cache", Deadline.Token());
        var address = (await app.GetConnectionStringAsync("cache", Deadline.Token()))!;
        Assert.Contains("password=", address, StringComparison.Ordinal);
        Assert.DoesNotContain(address.Split("password=")[1], string.Join('\n', MachineProcesses.CommandLines()), StringComparison.Ordinal);

        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync("127.0.0.1", int.Parse(address.Split(',')[0].Split(':')[1], System.Globalization.CultureInfo.InvariantCulture));
        await client.GetStream().WriteAsync("PING\r\n"u8.ToArray());
        using var reader = new StreamReader(client.GetStream());
        Assert.StartsWith("-NOAUTH", await reader.ReadLineAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_named_with_the_resource_that_wants_it()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        await using var builder = Create(["--ephemeral", "--port", $"{port}"]);
        builder.AddExecutable("web", "sleep", "/", "100000").WithHttpEndpoint(port);
        await using var app = await builder.BuildAsync(Deadline.Token());
        var refused = await Assert.ThrowsAsync<DistributedApplicationException>(() => app.StartAsync(Deadline.Token()));
        Assert.Contains($"web: port {port} is in use", refused.Message, StringComparison.Ordinal);
    }

    private async Task<object?> RunAsync(string[] args, string sql, params string[] settings)
    {
        await using var builder = Create(args);
        builder.AddPostgres("postgres").WithDataVolume().WithArgs(settings).AddDatabase("notesdb");
        await using var app = await builder.BuildAsync(Deadline.Token());
        await app.StartAsync(Deadline.Token());
        await app.ResourceNotifications.WaitForResourceHealthyAsync("notesdb", Deadline.Token());
        return await QueryAsync(app, sql);
    }

    private static async Task<object?> QueryAsync(DistributedApplication app, string sql)
    {
        await using var connection = new NpgsqlConnection($"{await app.GetConnectionStringAsync("notesdb", Deadline.Token())};Pooling=false");
        await connection.OpenAsync(Deadline.Token());
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Deadline.Token());
    }

    private IDistributedApplicationTestingBuilder Create(string[] args) =>
        DistributedApplicationTestingBuilder.Create(args, (options, _) => options.ProjectDirectory = _checkout);
}
