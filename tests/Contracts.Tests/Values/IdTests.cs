using System.Text.RegularExpressions;
using Nanobot.Contracts.Values;

namespace Nanobot.Contracts.Tests.Values;

public sealed class IdTests
{
    [Theory]
    [InlineData("abc")]
    [InlineData("acme-1_2")]
    [InlineData("0-0")]
    [InlineData("a2345678901234567890123456789012345678901234567890")]
    public void A_tenant_has_such_an_id(string text) => Rule.Accepts<TenantId>(text, text);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ab")]
    [InlineData("Acme")]
    [InlineData("-acme")]
    [InlineData("acme_")]
    [InlineData("ac me")]
    [InlineData("acme\n")]
    [InlineData("äcme")]
    [InlineData("ac.me")]
    [InlineData("current")]
    [InlineData("a23456789012345678901234567890123456789012345678901")]
    public void No_tenant_has_such_an_id(string? text) => Rule.Refuses<TenantId>(text);

    [Theory]
    [InlineData("ada")]
    [InlineData("Ada")]
    [InlineData("ada@acme.example")]
    [InlineData("0--")]
    [InlineData("a2345678901234567890123456789012345678901234567890")]
    public void A_user_has_such_an_id(string text) => Rule.Accepts<UserId>(text, text);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ab")]
    [InlineData(".ada")]
    [InlineData("@ada")]
    [InlineData("ada/../eve")]
    [InlineData("ada eve")]
    [InlineData("ada\n")]
    [InlineData("adä")]
    [InlineData("a23456789012345678901234567890123456789012345678901")]
    public void No_user_has_such_an_id(string? text) => Rule.Refuses<UserId>(text);

    [Theory]
    [InlineData("a")]
    [InlineData("0.a_b-c")]
    public void An_inbox_has_such_a_name(string text) => Rule.Accepts<InboxName>(text, text);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Alerts")]
    [InlineData("-a")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("a\n")]
    public void No_inbox_has_such_a_name(string? text) => Rule.Refuses<InboxName>(text);

    [Fact]
    public void Ids_that_differ_in_case_are_of_different_users() => Assert.NotEqual(UserId.Parse("ada"), UserId.Parse("Ada"));

    [Fact]
    public void The_pattern_of_a_tenants_id_is_its_rule_but_for_the_reserved_word()
    {
        Assert.Matches(TenantId.Pattern, TenantId.Reserved);
        Rule.IsExactly<TenantId>("ab9-_.A \n", 6, static text => !text.EndsWith('\n') && Regex.IsMatch(text, TenantId.Pattern));
    }

    [Fact]
    public void The_pattern_of_a_users_id_is_its_rule() =>
        Rule.IsExactly<UserId>("aZ9-_.@ \n", 6, static text => !text.EndsWith('\n') && Regex.IsMatch(text, UserId.Pattern));

    [Fact]
    public void The_pattern_of_an_inboxs_name_is_its_rule() =>
        Rule.IsExactly<InboxName>("aZ9-_. \n", 6, static text => !text.EndsWith('\n') && Regex.IsMatch(text, InboxName.Pattern));
}
