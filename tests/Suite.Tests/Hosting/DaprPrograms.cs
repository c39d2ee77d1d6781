using System.Globalization;
using Nanobot.Testing;
using Nanobot.Testing.Dapr;

namespace Nanobot.Suite.Tests.Hosting;

/// <summary>
/// A program of the name <c>daprd</c> that says what it was started with, and then a stand-in in this process that listens on
/// the ports which it was given.
/// </summary>
internal sealed class DaprPrograms : IAsyncDisposable
{
    private const string Script = """
        #!/bin/sh
        { printf '%s\n' "$APP_API_TOKEN" "$DAPR_API_TOKEN" "$@"; } >"$DAPRD_STARTS/$$.new" && mv "$DAPRD_STARTS/$$.new" "$DAPRD_STARTS/$$.start"
        exec sleep infinity
        """;

    private readonly string _starts;
    private readonly List<SidecarStandIn> _sidecars = [];

    public DaprPrograms(string directory)
    {
        var programs = Directory.CreateDirectory(Path.Combine(directory, "programs")).FullName;
        _starts = Directory.CreateDirectory(Path.Combine(directory, "starts")).FullName;
        var program = Path.Combine(programs, "daprd");
        File.WriteAllText(program, Script);
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Environment = [("PATH", $"{programs}:{System.Environment.GetEnvironmentVariable("PATH")}"), ("DAPRD_STARTS", _starts)];
    }

    /// <summary>What the AppHost finds the program by.</summary>
    public IReadOnlyList<(string Name, string Value)> Environment { get; }

    public StandInBroker Broker { get; } = new();

    /// <summary>Stands in for the sidecar of each of these applications as soon as its program was started.</summary>
    public async Task AnswerAsync(IReadOnlyCollection<string> applications)
    {
        var registrations = new List<Task>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        await Eventually.TrueAsync(async () =>
        {
            foreach (var file in Directory.EnumerateFiles(_starts, "*.start").Where(known.Add).ToList())
            {
                registrations.Add(await StartAsync(await File.ReadAllLinesAsync(file)));
            }

            return known.Count == applications.Count;
        }, TimeSpan.FromSeconds(120));
        await Task.WhenAll(registrations);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var sidecar in _sidecars)
        {
            await sidecar.DisposeAsync();
        }
    }

    private async Task<Task> StartAsync(string[] start)
    {
        var options = new StandInOptions { AppToken = start[0], SidecarToken = start[1] };
        var sidecar = new SidecarStandIn(Broker, options, Number("--dapr-http-port"), Number("--dapr-grpc-port"));
        _sidecars.Add(sidecar);
        await sidecar.StartAsync();
        return sidecar.RegisterAsync(Argument("--app-id"), Number("--app-port"));

        string Argument(string name) => start[Array.IndexOf(start, name) + 1];

        int Number(string name) => int.Parse(Argument(name), CultureInfo.InvariantCulture);
    }
}
