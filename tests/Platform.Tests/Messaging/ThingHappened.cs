using Nanobot.Contracts;

namespace Nanobot.Platform.Tests.Messaging;

public sealed record ThingHappened(int Number, string Note = "") : IIntegrationEvent<ThingHappened>
{
    public static string Topic => "test.thing.v1";
}
