namespace Nanobot.Architecture.Tests;

/// <summary>Tests that listen to all spans of the process: modules of the same name that other tests run would be heard too.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneInTheProcess
{
    public const string Name = "alone in the process";
}
