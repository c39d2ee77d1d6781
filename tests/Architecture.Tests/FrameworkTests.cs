namespace Nanobot.Architecture.Tests;

public sealed class FrameworkTests
{
    private static readonly string AgentFolder = Path.Combine("Services.Chat", "Agent", "SemanticKernel") + Path.DirectorySeparatorChar;

    [Fact]
    public void Semantic_Kernel_is_known_in_one_folder()
    {
        // What measures it knows it, too.
        var users = Repository.ProductSources.Where(static file => !file.StartsWith("bench", StringComparison.Ordinal)).Where(file => Repository.Read(file).Contains("using Microsoft.SemanticKernel", StringComparison.Ordinal)).ToList();

        Repository.None(users, file => !file.StartsWith(AgentFolder, StringComparison.Ordinal));
    }
}
