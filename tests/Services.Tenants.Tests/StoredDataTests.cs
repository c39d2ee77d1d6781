using System.Net;
using System.Text;
using System.Text.Json;

namespace Nanobot.Services.Tenants.Tests;

/// <summary>What is accepted with a user can be given back, alone and in the tenant's list.</summary>
public sealed class StoredDataTests(TenantsFactory app) : IClassFixture<TenantsFactory>
{
    [Theory]
    [InlineData(1, true)]
    [InlineData(32, true)]
    [InlineData(33, false)]
    [InlineData(60, false)]
    [InlineData(62, false)]
    public Task Only_levels_that_every_answer_can_hold_are_accepted(int levels, bool accepted) =>
        ComesBackAsync($"{{\"d\":{new string('[', levels)}1{new string(']', levels)}}}", accepted);

    [Theory]
    [InlineData("1e300", 1, true)]
    [InlineData("1e300", 300, false)]
    [InlineData("-2.5E-200", 300, true)]
    [InlineData("-2.5E-200", 400, false)]
    [InlineData("0e99999999999999999999", 1, false)]
    [InlineData("12345678901234567890.5", 2000, true)]
    public Task Only_numbers_that_fit_when_they_are_written_out_are_accepted(string number, int times, bool accepted) =>
        ComesBackAsync($"{{\"d\":[{string.Join(',', Enumerable.Repeat(number, times))}]}}", accepted);

    [Theory]
    [InlineData("""{"ключ":"значение","键":"值 😀 👨‍👩‍👧","":"x","a\tb":" \u0001\u007f"}""")]
    [InlineData("""{"a":null,"b":[],"c":{},"d":[[],{}],"e":"","f":true,"g":0.1,"h":-0}""")]
    public Task Texts_names_and_empty_things_come_back_as_they_were(string data) => ComesBackAsync(data, accepted: true);

    private async Task ComesBackAsync(string data, bool accepted)
    {
        var tenant = await app.CreateTenantAsync();
        using var admin = app.AdminOf(tenant);
        using var body = new StringContent($"{{\"user_id\":\"ada\",\"initial_data\":{data}}}", Encoding.UTF8, "application/json");
        using var created = await admin.PostAsync(new Uri("/users", UriKind.Relative), body);
        if (!accepted)
        {
            await created.AssertRefusedAsync(HttpStatusCode.BadRequest, "VALIDATION_FAILED");
            return;
        }

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        using var alone = await admin.GetAsync(new Uri("/users/ada", UriKind.Relative));
        using var listed = await admin.GetAsync(new Uri("/users", UriKind.Relative));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (alone.StatusCode, listed.StatusCode));
        using var expected = JsonDocument.Parse(data, new JsonDocumentOptions { MaxDepth = 128 });
        var custom = (await alone.JsonAsync()).GetProperty("custom_data");
        Assert.True(Same(expected.RootElement, custom), custom.GetRawText());
        Assert.True(Same(custom, (await listed.JsonAsync()).GetProperty("items")[0].GetProperty("custom_data")));
    }

    // Numbers by their value: the database writes them out.
    private static bool Same(JsonElement one, JsonElement other) => (one.ValueKind, other.ValueKind) switch
    {
        (JsonValueKind.Object, JsonValueKind.Object) => one.EnumerateObject().Count() == other.EnumerateObject().Count()
            && one.EnumerateObject().All(member => other.TryGetProperty(member.Name, out var value) && Same(member.Value, value)),
        (JsonValueKind.Array, JsonValueKind.Array) => one.GetArrayLength() == other.GetArrayLength()
            && one.EnumerateArray().Zip(other.EnumerateArray()).All(static pair => Same(pair.First, pair.Second)),
        (JsonValueKind.Number, JsonValueKind.Number) =>
            one.GetDouble().Equals(other.GetDouble()) || (one.GetDouble() == 0 && other.GetDouble() == 0),
        _ => JsonElement.DeepEquals(one, other),
    };
}
