namespace Aspire.Hosting.ApplicationModel;

/// <summary>The arguments of an executable: text, or anything that has a value once the application runs.</summary>
internal sealed class CommandLineArgsAnnotation(IReadOnlyList<object> args) : IResourceAnnotation
{
    public IReadOnlyList<object> Args { get; } = args;
}
