using System.Runtime.InteropServices;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Nanobot.Platform.Core.Configuration;
using Nanobot.Platform.Data;
using Nanobot.Platform.Data.Migrating;

namespace Nanobot.Migrations;

/// <summary>Migrates the databases of an installation, side by side, from the first line of the process to its exit code.</summary>
internal static class MigrationRun
{
    /// <summary>Runs once; a failure prints one line that says why.</summary>
    /// <param name="databases">Those to migrate, for example <c>chatdb</c>; without any, those whose owner's connection string is set.</param>
    /// <returns>0 where all of them are as this build expects, 1 where one is not.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> databases)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        var failures = await MigrateAsync(databases, stop.Token);
        if (failures.Count > 0)
        {
            await Console.Error.WriteLineAsync($"The migrations failed: {string.Join(' ', failures).ReplaceLineEndings(" ")}");
        }

        return failures.Count > 0 ? 1 : 0;

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }

    private static async Task<List<string>> MigrateAsync(IReadOnlyList<string> databases, CancellationToken cancellationToken)
    {
        try
        {
            return await FailuresAsync(databases, new ConfigurationBuilder().AddEnvironmentVariables().Build(), cancellationToken);
        }
        catch (StartupException wrong)
        {
            return [wrong.Message];
        }
    }

    /// <summary>Migrates, ahead of the modules in the same process, those whose owner's connection string is set.</summary>
    /// <exception cref="StartupException">One of them could not be; says which and why.</exception>
    public static async Task MigrateAllAsync(IConfiguration configuration, CancellationToken cancellationToken)
    {
        var failures = await FailuresAsync([], configuration, cancellationToken);
        if (failures.Count > 0)
        {
            throw new StartupException(string.Join(' ', failures));
        }
    }

    private static async Task<List<string>> FailuresAsync(IReadOnlyList<string> databases, IConfiguration configuration, CancellationToken cancellationToken)
    {
        using var logging = LoggerFactory.Create(static logging => logging.AddSimpleConsole(static console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "HH:mm:ss.fff ";
        }));
        var options = Options(configuration);
        // All of them are looked at before any is touched: a setting that is wrong leaves nothing half-done.
        var migrators = Choose(databases, configuration).Select(name => new DatabaseMigrator(name, ModuleDatabases.All[name].Migrations,
            configuration, options, TimeProvider.System, logging.CreateLogger<DatabaseMigrator>())).ToList();
        var failures = await Task.WhenAll(migrators.Select(migrator => FailureAsync(migrator, cancellationToken)));
        return [.. failures.OfType<string>()];
    }

    private static async Task<string?> FailureAsync(DatabaseMigrator migrator, CancellationToken cancellationToken)
    {
        try
        {
            await migrator.MigrateAsync(cancellationToken);
            return null;
        }
        catch (StartupException failure)
        {
            return failure.Message;
        }
    }

    private static List<string> Choose(IReadOnlyList<string> asked, IConfiguration configuration)
    {
        if (asked.FirstOrDefault(static name => !ModuleDatabases.All.ContainsKey(name)) is { } unknown)
        {
            throw new StartupException($"There is no database '{unknown}'; there are {string.Join(", ", ModuleDatabases.All.Keys)}.");
        }

        List<string> chosen = asked.Count > 0
            ? [.. asked.Distinct(StringComparer.Ordinal)]
            : [.. ModuleDatabases.All.Keys.Where(name => DatabaseMigrator.HasOwner(configuration, name))];
        return chosen.Count > 0
            ? chosen
            : throw new StartupException("No owner's connection string is set: "
                + string.Join(", ", ModuleDatabases.All.Keys.Select(static name => $"ConnectionStrings__{name}_owner")) + ".");
    }

    private static PersistenceOptions Options(IConfiguration configuration)
    {
        try
        {
            return configuration.GetSection("Persistence").Get<PersistenceOptions>() ?? new PersistenceOptions();
        }
        catch (InvalidOperationException unbound)
        {
            // The message names the key.
            throw new StartupException(unbound.Message, unbound);
        }
    }
}
