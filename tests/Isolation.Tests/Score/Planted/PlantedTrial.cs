namespace Nanobot.Isolation.Tests.Score.Planted;

/// <summary>Plants one fault after the other in an installation, and says which the tries find. Between two there is none, and nothing may be found.</summary>
internal sealed class PlantedTrial(Installation installation, PlantedModules modules, int seed) : IDisposable
{
    private const int Tenants = 3;
    private const int ControlTries = 120;
    private const int MostSettlings = 3;
    private Trial? _trial;

    /// <summary>Tries of all controls.</summary>
    public int Controls { get; private set; }

    /// <summary>Tries that it took to find a fault, and what was found; null where nothing was.</summary>
    public async Task<(int Tries, string? Finding)> TryAsync(Fault fault, int tries)
    {
        var trial = await CleanAsync();
        await (fault.Plant?.Invoke(installation) ?? Task.CompletedTask);
        modules.Fault = fault;
        try
        {
            var outcome = await trial.RunAsync(tries, seed, untilFound: true);
            return (outcome.Tries, outcome.Findings.FirstOrDefault());
        }
        finally
        {
            modules.Fault = null;
            await (fault.Remove?.Invoke(installation) ?? Task.CompletedTask);
        }
    }

    public void Dispose() => _trial?.Dispose();

    // Tries that a fault let through have changed what tenants had, or ended their keys: they are told from what is found next by tenants that have just settled.
    private async Task<Trial> CleanAsync()
    {
        for (var settled = 0; ; settled++)
        {
            if (_trial is { } known)
            {
                var control = await known.RunAsync(ControlTries, seed);
                Controls += control.Tries;
                string[] findings = [.. control.Findings, .. await known.LookAsync()];
                if (findings is not [var finding, ..])
                {
                    return known;
                }

                Assert.True(settled < MostSettlings, $"Without a fault: {finding}");
                known.Dispose();
            }

            _trial = await Trial.PrepareAsync(installation, Tenants);
        }
    }
}
