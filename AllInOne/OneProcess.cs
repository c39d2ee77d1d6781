using System.Reflection;
using Nanobot.AllInOne.Install;
using Nanobot.ServiceDefaults.Hosting;

namespace Nanobot.AllInOne;

/// <summary>All modules in one process, from its first line to its exit code.</summary>
internal static class OneProcess
{
    /// <summary>Runs until a signal, or until a module ends by itself.</summary>
    /// <param name="args">The command line: settings as <c>--Section:Key value</c>, and <c>--urls</c> for the gateway's port.</param>
    /// <returns>0 after an orderly end, 1 where a module could not start or ended by itself.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            using var signals = new StopSignals();
            var installation = Installation.Read(args);
            // Side by side: each takes a second, and neither needs the other.
            var databases = DatabaseSetup.RunAsync(installation.Settings, signals.Token);
            await using var cache = EmbeddedCache.StartWhereNone(installation.Settings);
            await databases;
            cache?.GiveTo(installation.Settings);
            await using var modules = RunningModules.Build(args, installation.Settings);
            await modules.StartAsync(signals.Token);
            return await modules.RunAsync(signals.Token) ? 0 : 1;
        }
        catch (OperationCanceledException)
        {
            // A signal during the start: nothing was let in yet.
            return 0;
        }
        catch (Exception exception) when (ModuleHost.Reason(exception) is { } reason)
        {
            await Console.Error.WriteLineAsync($"{Assembly.GetExecutingAssembly().GetName().Name} cannot start: {reason.ReplaceLineEndings(" ")}");
            return 1;
        }
    }
}
