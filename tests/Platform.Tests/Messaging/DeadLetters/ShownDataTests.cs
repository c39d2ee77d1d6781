using System.Text.Json;
using Nanobot.Contracts.Events;
using Nanobot.Platform.Messaging.DeadLetters;

namespace Nanobot.Platform.Tests.Messaging.DeadLetters;

/// <summary>Of what an event says, operators see ids, codes, numbers and times that its type has. Everything else is named and measured.</summary>
public sealed class ShownDataTests
{
    [Theory]
    [InlineData("turn.requested.v1",
        """{"run_id":"7d444840-9dc0-11d1-b245-5ffdce74fad2","job_name":"Secret","purpose":"agent_turn","message":"My secret","labels":["a","b"],"key_id":"k1","session_id":null,"secret word":1}""",
        """{"run_id":"7d444840-9dc0-11d1-b245-5ffdce74fad2","purpose":"agent_turn","key_id":"k1","session_id":null}""", "job_name string 6, message string 9, labels array 2,  unknown 1")]
    [InlineData("api_key.revoked.v1", """{"key_id":"k1","key_hash":"00ff"}""", """{"key_id":"k1"}""", "key_hash string 4")]
    [InlineData("audit.recorded.v1", """{"entry":{"id":"7d444840-9dc0-11d1-b245-5ffdce74fad2","operation":"users.create","target":"a file","address":"192.0.2.7","count":2,"more":{}}}""",
        """{"entry":{"id":"7d444840-9dc0-11d1-b245-5ffdce74fad2","operation":"users.create","count":2}}""", "entry.target string 6, entry.address string 9,  unknown 1")]
    [InlineData("tenant.deleted.v1", """{"tenant_id":"a sentence, with blanks","epoch":"7"}""", "{}", "tenant_id string 23, epoch string 1")]
    [InlineData("tenant.deleted.v1", """{"tenant_id":{"text":"secret"},"epoch":7.5}""", "{}", "tenant_id object 1, epoch number 3")]
    [InlineData("tenant.deleted.v1", """{"tenant_id":"half \ud800","epoch":7}""", null, "data unknown 37")]
    [InlineData("tenant.deleted.v1", """["secret"]""", null, "data array 1")]
    [InlineData("tenant.deleted.v1", "\"secret\"", null, "data string 6")]
    [InlineData("no.such.v1", """{"tenant_id":"t-1"}""", "{}", " unknown 1")]
    public void What_is_shown_goes_by_the_events_type(string topic, string data, string? shown, string withheld)
    {
        var (members, rest) = ShownData.Of(topic, JsonSerializer.Deserialize<JsonElement>(data));

        Assert.Equal(shown, members?.ToJsonString());
        Assert.Equal(withheld, string.Join(", ", rest.Select(static one => $"{one.Member} {one.Kind} {one.Size}")));
    }

    [Fact]
    public void Every_text_that_is_shown_is_one_of_an_event_or_of_what_stands_in_one()
    {
        var types = EventTopics.Types.Values.SelectMany(static type => type.GetProperties().Select(static property => property.PropertyType).Append(type)).ToHashSet();

        Assert.NotEmpty(ShownMembers.Texts);
        Assert.All(ShownMembers.Texts, line =>
        {
            Assert.Contains(line.Key, types);
            Assert.All(line.Value, name => Assert.Equal(typeof(string), line.Key.GetProperty(name)!.PropertyType));
        });
    }
}
