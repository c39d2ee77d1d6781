using Nanobot.Testing;

namespace Nanobot.Services.Chat.Tests;

public sealed class OperationsTests
{
    [Fact]
    public async Task The_service_serves_its_operations_and_no_others() =>
        ServedOperations.AreThoseOf("chat", (await ChatHost.SharedAsync()).Services);
}
